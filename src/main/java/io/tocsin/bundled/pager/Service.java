package io.tocsin.bundled.pager;

import io.tocsin.channel.WebAddress;
import io.tocsin.spi.Refusal;
import io.tocsin.spi.Settings;

/**
 * One service at PagerDuty. It prints without its key.
 *
 * @param api the address of the region, without a slash at the end
 */
record Service(String name, String key, String api) {

    static final String API = "https://events.pagerduty.com";

    static Service of(String name, Settings settings) {
        return new Service(
                name,
                settings.text("key").orElseThrow(() -> Refusal.of("pager.no-key", PagerDutyFactory.KIND, name, "key")),
                WebAddress.of("pagerduty." + name + ".api-url", settings.text("api-url", API)));
    }

    @Override
    public String toString() {
        return PagerDutyFactory.KIND + ":" + name;
    }
}
