package io.tocsin.bundled.mirror;

import io.tocsin.bundled.mirror.Item.Sight;
import io.tocsin.net.Clean;
import io.tocsin.spi.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Its API of version 3: {@code GET /monitors}, page after page by cursor; 10 requests a minute are free. */
record UptimeRobot() implements Service {

    /** It allows 200, but each is told with the history of a day. */
    private static final String PAGE = "/monitors?limit=100";
    private static final Pattern CURSOR = Pattern.compile("[?&]cursor=(\\d{1,19})(?:&|$)");

    @Override
    public String name() {
        return "uptimerobot";
    }

    @Override
    public String title() {
        return "UptimeRobot";
    }

    @Override
    public String api() {
        return "https://api.uptimerobot.com/v3";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public String first() {
        return PAGE;
    }

    /** The link to the next page is not followed: only its cursor is taken, so that the key goes nowhere else. */
    @Override
    public Page read(Json answer, int before) {
        List<Item> items = Service.entries(answer, "data").stream().map(UptimeRobot::item).toList();
        Matcher cursor = CURSOR.matcher(answer.at("nextLink").text());
        return new Page(items, cursor.find() ? Optional.of(PAGE + "&cursor=" + cursor.group(1)) : Optional.empty());
    }

    private static Item item(Json monitor) {
        String word = monitor.at("status").text();
        Sight sight = switch (word) {
            case "UP" -> Sight.UP;
            case "DOWN" -> Sight.DOWN;
            case "LOOKS_DOWN" -> Sight.UNCONFIRMED;
            case "PAUSED" -> Sight.PAUSED;
            case "STARTED" -> Sight.NOT_YET;
            default -> Sight.OTHER;
        };
        String reason = sight == Sight.DOWN ? Clean.text(monitor.at("lastIncident", "reason").text()) : "";
        return new Item(monitor.at("id").text(), monitor.at("friendlyName").text(), monitor.at("url").text(), sight,
                Clean.text(word), reason, OptionalLong.empty());
    }
}
