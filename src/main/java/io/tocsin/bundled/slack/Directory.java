package io.tocsin.bundled.slack;

import com.slack.api.methods.response.users.UsersConversationsResponse;
import com.slack.api.methods.response.users.UsersInfoResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.User;
import io.tocsin.bundled.slack.Api.Ask;
import io.tocsin.channel.Plain;
import io.tocsin.spi.RoomException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names behind ids: of channels, of people, and who the bot is. */
final class Directory {

    private static final Pattern ID = Pattern.compile("[CGDUW][A-Z0-9]{5,20}");
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 10;
    private static final int MOST_CHANNELS = 10_000;
    private static final int MOST_PEOPLE = 2_000;
    private static final int LONGEST_NAME = 80;
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Api api;
    private final Executor threads;
    private final InstantSource clock;
    private final Map<String, String> channelIds = new ConcurrentHashMap<>();
    private final Map<String, Known> people = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_PEOPLE;
        }
    });
    private volatile Instant looked = Instant.MIN;
    private volatile Self self = new Self("", "", "tocsin");

    /** Who the bot is; empty ids while nobody knows. */
    record Self(String user, String bot, String name) {}

    private record Known(CompletableFuture<String> name, Instant at) {}

    Directory(Api api, Executor threads, InstantSource clock) {
        this.api = api;
        this.threads = threads;
        this.clock = clock;
    }

    Self self() {
        return self;
    }

    void self(Self known) {
        self = known;
    }

    /** The id of the channel, as far as it is known; else the address itself. */
    String canonical(String address) {
        return channelIds.getOrDefault(key(address), address);
    }

    /** Whether the address is a person with whom nothing was talked about since the start. */
    boolean isStranger(String address) {
        boolean person = ID.matcher(address).matches() && (address.startsWith("U") || address.startsWith("W"));
        return person && canonical(address).equals(address);
    }

    /** What is asked about a channel. */
    Ask about(String method, String address, boolean needed) {
        String id = canonical(address);
        String room = channelIds.entrySet().stream()
                .filter(named -> named.getValue().equals(id) && !ID.matcher(named.getKey()).matches())
                .map(named -> "#" + named.getKey())
                .findFirst()
                .orElse(address);
        return new Ask(method, id, room, needed);
    }

    /** The id of the channel, asked for if it is not known. */
    Optional<String> channel(String address) {
        if (canonical(address).equals(address) && !ID.matcher(address).matches()) {
            look();
        }
        return Optional.of(canonical(address)).filter(found -> ID.matcher(found).matches());
    }

    /** Names are written as anybody likes, ids are not; that of a person stands for the talk with them. */
    private static String key(String address) {
        return ID.matcher(address).matches()
                ? address
                : (address.startsWith("#") ? address.substring(1) : address).toLowerCase(Locale.ROOT);
    }

    void learn(String address, String id) {
        if (!address.equals(id) && channelIds.size() < MOST_CHANNELS && ID.matcher(id).matches()) {
            channelIds.put(key(address), id);
        }
    }

    /** Somebody spoke in a channel. One that has no name yet is new, or was named otherwise before. */
    void seen(String channel) {
        if (!channel.startsWith("D") && !channelIds.containsValue(channel)
                && clock.instant().isAfter(looked.plus(LOOK_AGAIN))) {
            lookSoon();
        }
    }

    void lookSoon() {
        looked = clock.instant();
        threads.execute(this::look);
    }

    /** Reads the names of all channels the bot is in. */
    void look() {
        looked = clock.instant();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Optional<UsersConversationsResponse> answer = page(cursor);
            answer.stream().flatMap(some -> nonNull(some.getChannels())).forEach(this::learn);
            cursor = answer.map(UsersConversationsResponse::getResponseMetadata)
                    .map(metadata -> Optional.ofNullable(metadata.getNextCursor()).orElse(""))
                    .orElse("");
            if (cursor.isEmpty()) {
                return;
            }
        }
    }

    private void learn(Conversation channel) {
        if (channel.getName() != null && channel.getId() != null) {
            learn("#" + channel.getName(), channel.getId());
        }
    }

    private static <T> Stream<T> nonNull(List<T> list) {
        return Optional.ofNullable(list).stream().flatMap(List::stream);
    }

    private Optional<UsersConversationsResponse> page(String cursor) {
        try {
            return Optional.of(api.call(new Ask("users.conversations", false), Set.of(),
                    client -> client.usersConversations(it -> it
                            .types(List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL))
                            .excludeArchived(true)
                            .limit(PAGE)
                            .cursor(cursor))));
        } catch (RoomException unknown) {
            return Optional.empty();
        }
    }

    /** What people call somebody. Asks Slack at most once an hour and waits but a moment for it. */
    String person(String id, String otherwise) {
        Known known = people.compute(id, (_, before) -> isFresh(before)
                ? before
                : new Known(CompletableFuture.supplyAsync(() -> ask(id), threads), clock.instant()));
        try {
            String name = known.name.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return name.isEmpty() ? otherwise : name;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (ExecutionException | TimeoutException unknown) {
            return otherwise;
        }
    }

    private boolean isFresh(@Nullable Known known) {
        if (known == null) {
            return false;
        }
        boolean found = !known.name.isDone() || !known.name.getNow("").isEmpty();
        return clock.instant().isBefore(known.at.plus(found ? FRESH : LOOK_AGAIN));
    }

    private String ask(String id) {
        try {
            UsersInfoResponse answer = api.call(
                    new Ask("users.info", false), Set.of(), client -> client.usersInfo(it -> it.user(id)));
            return Plain.line(name(answer.getUser()), LONGEST_NAME);
        } catch (RoomException unknown) {
            return "";
        }
    }

    private static String name(@Nullable User user) {
        if (user == null) {
            return "";
        }
        String display = user.getProfile() == null ? "" : String.valueOf(user.getProfile().getDisplayName());
        return Stream.of(display, String.valueOf(user.getRealName()), String.valueOf(user.getName()))
                .filter(name -> !name.isBlank() && !name.equals("null"))
                .findFirst()
                .orElse("");
    }
}
