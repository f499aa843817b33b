package io.tocsin.bundled.mirror;

import io.tocsin.bundled.mirror.Item.Sight;
import io.tocsin.net.Clean;
import io.tocsin.spi.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Its API of version 3.1: {@code GET /checks} by limit and offset. It looks no more often than once a minute. */
record Pingdom() implements Service {

    private static final int LIMIT = 1_000;
    private static final String PAGE = "/checks?limit=" + LIMIT + "&offset=";
    private static final BigDecimal AN_HOUR = BigDecimal.valueOf(3_600_000);

    @Override
    public String name() {
        return "pingdom";
    }

    @Override
    public String title() {
        return "Pingdom";
    }

    @Override
    public String api() {
        return "https://api.pingdom.com/api/3.1";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public String first() {
        return PAGE + 0;
    }

    @Override
    public Page read(Json answer, int before) {
        List<Item> items = Service.entries(answer, "checks").stream().map(Pingdom::item).toList();
        return new Page(items,
                items.size() < LIMIT ? Optional.empty() : Optional.of(PAGE + (before + items.size())));
    }

    private static Item item(Json check) {
        String word = check.at("status").text();
        Sight sight = switch (word) {
            case "up" -> Sight.UP;
            case "down" -> Sight.DOWN;
            case "unconfirmed_down" -> Sight.UNCONFIRMED;
            case "paused" -> Sight.PAUSED;
            case "unknown" -> Sight.NOT_YET;
            default -> Sight.OTHER;
        };
        Optional<BigDecimal> millis = check.at("lastresponsetime").number()
                .filter(time -> time.signum() >= 0 && time.compareTo(AN_HOUR) <= 0);
        return new Item(check.at("id").text(), check.at("name").text(), check.at("hostname").text(), sight,
                Clean.text(word), "",
                millis.map(time -> OptionalLong.of(time.longValue())).orElse(OptionalLong.empty()));
    }
}
