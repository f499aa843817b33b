package io.tocsin.bundled.mirror;

import io.tocsin.spi.Phrase;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How an account of a service is reached, and how its webhooks reach the bot.
 *
 * @param name empty for the one whose keys have no name in them
 * @param api where the API is, without a slash at the end
 * @param every how often it is asked
 * @param webhook stands in the address that the service's webhooks call; empty for none
 * @param user by whose name a service that signs its webhooks does so; empty if that is not asked for
 */
record Access(Service service, String name, String key, String api, Duration every, String webhook, String user) {

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{16,200}");

    /** The keys of a service, after its name. */
    static List<Setting> settings(Service service) {
        List<Setting> settings = new ArrayList<>(List.of(
                new Setting("key", Kind.SECRET, "", "the key of its API; one that may only read is enough"),
                new Setting("every", Kind.DURATION, written(service.every()), "how often an account is asked"),
                new Setting("webhook", Kind.SECRET, "", "stands in the address that its webhooks call"),
                new Setting("api-url", Kind.TEXT, service.api(), "where its API is"),
                new Setting("*.key", Kind.SECRET, "", "the key of another account"),
                new Setting("*.webhook", Kind.SECRET, "", "the same of another account")));
        if (service.signs()) {
            settings.add(new Setting("user", Kind.TEXT, "", "by whose name its webhooks are signed"));
        }
        return List.copyOf(settings);
    }

    private static String written(Duration time) {
        return time.toMinutes() == 1 ? "60s" : time.toMinutes() + "m";
    }

    /** The accounts that are configured, by name. */
    static Map<String, Access> all(Service service, Settings settings) {
        Map<String, Access> accounts = new LinkedHashMap<>();
        settings.text("key").ifPresent(key -> accounts.put("", of(service, "", key, settings.text("webhook", ""),
                settings)));
        for (String name : settings.groups()) {
            Settings own = settings.group(name);
            own.text("key").ifPresent(key -> accounts.put(name, of(service, name, key, own.text("webhook", ""),
                    settings)));
        }
        return accounts;
    }

    private static Access of(Service service, String name, String key, String webhook, Settings settings) {
        return new Access(service, name, key, settings.text("api-url", service.api()).replaceFirst("/+$", ""),
                settings.duration("every", service.every()), webhook, settings.text("user", ""));
    }

    /** What is wrong with the keys of a service, by key. */
    static Map<String, Phrase> problems(Service service, Settings settings) {
        Map<String, Phrase> problems = new LinkedHashMap<>();
        if (!settings.text("api-url", service.api()).matches("(?i)https?://\\S+")) {
            problems.put("api-url", Phrase.of("mirror.setting.api-url", service.api()));
        }
        Duration every = settings.duration("every", service.every());
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            problems.put("every", Phrase.of("mirror.setting.every", SHORTEST, LONGEST));
        }
        List<String> webhooks = new ArrayList<>(List.of("webhook"));
        settings.groups().forEach(name -> webhooks.add(name + ".webhook"));
        for (String webhook : webhooks) {
            if (!TOKEN.matcher(settings.text(webhook, "-".repeat(20))).matches()) {
                problems.put(webhook, Phrase.of("mirror.setting.webhook"));
            }
            String key = webhook.replaceFirst("webhook$", "key");
            if (settings.text(webhook).isPresent() && settings.text(key).isEmpty()) {
                problems.putIfAbsent(webhook, Phrase.of("mirror.setting.no-key", service.name() + "." + key));
            }
        }
        return problems;
    }

    /** As people call it. */
    String title() {
        return name.isEmpty() ? service.title() : service.title() + " (" + name + ")";
    }

    /** The key of the configuration that holds its key. */
    String keyOfKey() {
        return service.name() + (name.isEmpty() ? "" : "." + name) + ".key";
    }

    /** Without what must not be shown. */
    @Override
    public String toString() {
        return "Access[" + title() + ", " + api + "]";
    }
}
