package io.tocsin.bundled.mirror;

import io.tocsin.bundled.mirror.Item.Sight;
import io.tocsin.net.Clean;
import io.tocsin.spi.Json;
import io.tocsin.spi.Route;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Its API of version 1: {@code GET /uptime}, page after page by number. A free account is looked at every 5 minutes. */
record StatusCake() implements Service {

    private static final String PAGE = "/uptime?limit=100&page=";
    private static final String TOKEN = "Token";
    private static final int MOST_DIGITS = 7;

    @Override
    public String name() {
        return "statuscake";
    }

    @Override
    public String title() {
        return "StatusCake";
    }

    @Override
    public String api() {
        return "https://api.statuscake.com/v1";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public String first() {
        return PAGE + 1;
    }

    @Override
    public Page read(Json answer, int before) {
        List<Item> items = Service.entries(answer, "data").stream().map(StatusCake::item).toList();
        int page = number(answer.at("metadata", "page"));
        boolean more = page < number(answer.at("metadata", "page_count")) && !items.isEmpty();
        return new Page(items, more ? Optional.of(PAGE + (page + 1)) : Optional.empty());
    }

    private static int number(Json json) {
        return json.number().filter(it -> it.precision() - it.scale() < MOST_DIGITS).map(Number::intValue).orElse(0);
    }

    private static Item item(Json check) {
        String word = check.at("status").text();
        boolean paused = check.at("paused").isTrue();
        Sight sight = switch (word) {
            case "up" -> Sight.UP;
            case "down" -> Sight.DOWN;
            case "" -> Sight.NOT_YET;
            default -> Sight.OTHER;
        };
        return new Item(check.at("id").text(), check.at("name").text(), check.at("website_url").text(),
                paused ? Sight.PAUSED : sight, paused ? "paused" : Clean.text(word), "", OptionalLong.empty());
    }

    @Override
    public boolean signs() {
        return true;
    }

    /** Says so with the MD5 of the user's name in lower case and the key; asked for where the user's name is known. */
    @Override
    public boolean genuine(Route.Request hook, Access account) {
        return account.user().isEmpty() || MessageDigest.isEqual(
                token(account).getBytes(StandardCharsets.US_ASCII),
                said(hook).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    private static String token(Access account) {
        String both = account.user().toLowerCase(Locale.ROOT) + account.key();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(both.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Among the fields of the form, or in the address where |TOKEN| was written there. */
    private static String said(Route.Request hook) {
        for (String field : hook.body().split("&")) {
            if (field.startsWith(TOKEN + "=")) {
                return decoded(field.substring(TOKEN.length() + 1));
            }
        }
        return hook.query().getOrDefault(TOKEN, "");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            return "";
        }
    }
}
