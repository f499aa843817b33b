package io.tocsin.bundled.mirror;

import io.tocsin.net.Clean;
import io.tocsin.spi.Phases;
import io.tocsin.spi.Phrase;
import io.tocsin.spi.Probe;
import io.tocsin.spi.Result;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds one monitor in what its account sees. Only the service's own word that it is down is a failure. */
record MirrorProbe(Account account, String wanted) implements Probe {

    private static final int MOST_NAMED = 10;

    @Override
    public Result run(Duration limit) throws InterruptedException {
        Poll poll = account.view(limit);
        if (poll.failure().isPresent()) {
            return Result.unjudged(poll.failure().get());
        }
        List<Item> found = found(poll.items());
        return switch (found.size()) {
            case 0 -> Result.unjudged(Phrase.of("mirror.missing", title(), Clean.text(wanted), near(poll.items())));
            case 1 -> result(found.getFirst(), limit);
            default -> Result.unjudged(Phrase.of("mirror.several", title(), Clean.text(wanted),
                    found.stream().map(Item::id).limit(MOST_NAMED).collect(Collectors.joining(", "))));
        };
    }

    private String title() {
        return account.access().title();
    }

    /** By id, or else by name, or else by address. */
    private List<Item> found(List<Item> items) {
        Function<String, String> plain = text -> text.toLowerCase(Locale.ROOT).replaceFirst("/$", "");
        return Stream.<Predicate<Item>>of(
                item -> item.id().equals(wanted),
                item -> item.name().equals(wanted),
                item -> item.name().equalsIgnoreCase(wanted),
                item -> plain.apply(item.address()).equals(plain.apply(wanted)))
                .map(rule -> items.stream().filter(rule).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static String near(List<Item> items) {
        String names = items.stream().map(Item::name).sorted().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return Clean.text(items.size() <= MOST_NAMED ? names : names + ", ...");
    }

    private Result result(Item item, Duration limit) {
        Result.Builder seen = Result.builder().connected(item.sight() == Item.Sight.UP).body(item.body());
        item.millis().ifPresent(millis -> {
            Duration took = Duration.ofMillis(millis);
            if (took.compareTo(limit) < 0) {
                seen.phases(new Phases(0, 0, 0, took.toNanos(), 0));
            }
        });
        return switch (item.sight()) {
            case UP -> seen.build();
            case DOWN -> seen.failure(item.reason().isEmpty()
                    ? Phrase.of("mirror.down", title())
                    : Phrase.of("mirror.down-because", title(), item.reason())).build();
            case UNCONFIRMED -> Result.unjudged(Phrase.of("mirror.unconfirmed", title()));
            case PAUSED -> Result.unjudged(Phrase.of("mirror.paused", title()));
            case NOT_YET -> Result.unjudged(Phrase.of("mirror.not-yet", title()));
            case OTHER -> Result.unjudged(Phrase.of("mirror.other", title(), item.word()));
        };
    }
}
