package io.tocsin.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.RoomException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The contract for channels that are a {@link Hook}; the room is {@code ops}, and its secrets contain {@code s3cret}. */
public abstract class HookContract extends ChannelContract {

    protected static final String SECRET = "s3cret";

    protected abstract Hook hook();

    /** The settings of the room, without {@code <kind>.ops}. */
    protected abstract Map<String, String> room(String base);

    @Override
    protected NotifierFactory factory(InstantSource clock) {
        return new HookFactory(hook(), clock);
    }

    @Override
    protected Map<String, String> settings(String base) {
        Map<String, String> settings = new TreeMap<>();
        room(base).forEach((key, value) -> settings
                .put(key.equals("api-url") ? kind() + "." + key : kind() + ".ops." + key, value));
        return settings;
    }

    @Override
    protected String address() {
        return "ops";
    }

    @Override
    protected List<String> secrets() {
        return List.of(SECRET);
    }

    @Override
    protected String secretKey() {
        return kind() + ".ops." + hook().key();
    }

    @Override
    protected Repeat repeat() {
        return new Repeat.Nothing();
    }

    /** What is posted when a message pings somebody. */
    protected final Call pinging(String whom) throws Exception {
        hook().checkMention(whom);
        return posted(this::success, Told.TRIGGER.withMention(whom));
    }

    /** What is posted of a message. */
    protected final Call posted(Message message) throws Exception {
        return posted(this::success, message);
    }

    /** What is posted of a trigger when the room has one more setting. */
    protected final Call posted(String setting, String value) throws Exception {
        try (Service service = new Service(this::success)) {
            Map<String, String> settings = new TreeMap<>(settings(service.base()));
            settings.put(kind() + ".ops." + setting, value);
            notifier(settings, service.http()).post(address(), "key-1", Told.TRIGGER);
            return service.calls().getFirst();
        }
    }

    /** What was posted when the service answers this, and the channel is content. */
    protected final Call taken(Answer answer) throws Exception {
        return posted(_ -> answer, Told.TRIGGER);
    }

    private Call posted(Function<Call, Answer> answers, Message message) throws Exception {
        try (Service service = new Service(answers)) {
            notifier(service.base(), service.http()).post(address(), "key-1", message);
            return service.calls().getFirst();
        }
    }

    /** What a post fails with when the service answers this. */
    protected final RoomException refused(Answer answer) {
        try (Service service = new Service(_ -> answer)) {
            Notifier notifier = notifier(service.base(), service.http());
            return failure(() -> notifier.post(address(), "key-1", Told.TRIGGER));
        }
    }

    /** What one more post fails with, after so many that went well at the same time; the service is not asked. */
    protected final RoomException refusedAfter(int many) throws Exception {
        try (Service service = new Service(this::success)) {
            Notifier notifier = notifier(service.base(), service.http());
            for (int i = 0; i < many; i++) {
                notifier.post(address(), "key-" + i, Told.TRIGGER);
            }
            assertThat(service.calls()).hasSize(many);
            RoomException failure = failure(() -> notifier.post(address(), "key-more", Told.TRIGGER));
            assertThat(service.calls()).isEmpty();
            return failure;
        }
    }
}
