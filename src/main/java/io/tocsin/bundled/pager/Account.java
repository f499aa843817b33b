package io.tocsin.bundled.pager;

import io.tocsin.channel.WebAddress;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;
import java.util.regex.Pattern;

/**
 * One integration at Opsgenie. It prints without its key.
 *
 * @param api the address of the region, without a slash at the end
 * @param down the priority of what is down
 * @param bad the priority of what works, but badly
 */
record Account(String name, String key, String api, String down, String bad) {

    static final String API = "https://api.opsgenie.com";
    static final String DOWN = "P1";
    static final String BAD = "P3";

    private static final Pattern PRIORITY = Pattern.compile("P[1-5]");

    static Account of(String name, Settings settings) {
        return new Account(
                name,
                settings.text("key").orElseThrow(() -> Refusal.of("pager.no-key", OpsgenieFactory.KIND, name, "key")),
                WebAddress.of("opsgenie." + name + ".api-url", settings.text("api-url", API)),
                priority(name, settings, "priority", DOWN),
                priority(name, settings, "priority-degraded", BAD));
    }

    private static String priority(String name, Settings settings, String key, String usual) {
        String priority = settings.text(key, usual);
        if (!PRIORITY.matcher(priority).matches()) {
            throw Refusal.of("pager.priority", "opsgenie." + name + "." + key, priority);
        }
        return priority;
    }

    @Override
    public String toString() {
        return OpsgenieFactory.KIND + ":" + name;
    }
}
