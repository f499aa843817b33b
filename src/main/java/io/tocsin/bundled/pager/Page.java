package io.tocsin.bundled.pager;

import io.tocsin.channel.WebAddress;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One page at Statuspage. It prints without its key.
 *
 * @param components the ids of components by the monitor that each follows
 */
record Page(String name, String key, String page, String api, Map<String, String> components) {

    static final String API = "https://api.statuspage.io";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    Page {
        components = Map.copyOf(components);
    }

    static Page of(String name, Settings settings) {
        return new Page(
                name,
                needed(name, settings, "key"),
                id(name, "page", needed(name, settings, "page")),
                WebAddress.of("statuspage." + name + ".api-url", settings.text("api-url", API)),
                components(name, settings));
    }

    private static String needed(String name, Settings settings, String key) {
        return settings.text(key).orElseThrow(() -> Refusal.of("pager.no-key", StatuspageFactory.KIND, name, key));
    }

    private static String id(String name, String key, String text) {
        if (!ID.matcher(text).matches()) {
            throw Refusal.of("pager.id", "statuspage." + name + "." + key, text);
        }
        return text;
    }

    private static Map<String, String> components(String name, Settings settings) {
        Map<String, String> components = new LinkedHashMap<>();
        for (String text : settings.all("component")) {
            int equals = text.lastIndexOf('=');
            if (equals < 1) {
                throw Refusal.of("pager.component", "statuspage." + name + ".component", text);
            }
            String monitor = text.substring(0, equals).strip();
            String component = id(name, "component", text.substring(equals + 1).strip());
            // of two that it follows, the one that recovers would hide that the other is down
            if (components.containsValue(component)) {
                throw Refusal.of("pager.component-twice", "statuspage." + name + ".component", component);
            }
            components.put(monitor, component);
        }
        if (components.isEmpty()) {
            throw Refusal.of("pager.no-key", StatuspageFactory.KIND, name, "component");
        }
        return components;
    }

    String address(String component) {
        return api + "/v1/pages/" + page + "/components/" + component;
    }

    @Override
    public String toString() {
        return StatuspageFactory.KIND + ":" + name;
    }
}
