package io.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import io.tocsin.config.Secrets;
import io.tocsin.plugin.Extensions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectorTest {

    private static final MonitorBuilder BUILDER = new MonitorBuilder(
            MonitorSettings.from(Keys.of(Map.of())), new Extensions(), Secrets.none(), (host, address) -> {});

    private final Monitor shop = monitor(
            Draft.named("Shop-EU", "https://shop").group("web").tag("eu").tag("paid").build());
    private final Monitor bare = monitor(Draft.named("bare", "https://bare").build());

    @Test
    void namesGroupsAndTagsMatchInAnyCase() {
        assertMatches("shop-eu", "SHOP-EU", "Web", "eu", "PAID", "all", "ALL");
        assertMatchesNot("shop", "shop-eu2", "us", "*.eu");
    }

    @Test
    void patternsMatchNamesGroupsAndTags() {
        assertMatches("shop-*", "*-eu", "s?op-eu", "w*", "pai?", "*");
        assertMatchesNot("shop?", "x*");
    }

    @Test
    void aGroupOrATagCanBeMadeCertain() {
        assertMatches("group:web", "tag:eu", "GROUP:Web", "tag:p*");
        assertMatchesNot("group:eu", "tag:web", "group:shop-eu");
    }

    @Test
    void nothingIsNotAGroup() {
        assertThat(Selector.matches("", bare)).isFalse();
        assertThat(Selector.matches("group:", bare)).isFalse();
        assertThat(Selector.matches("tag:", bare)).isFalse();
        assertThat(Selector.matches("bare", bare)).isTrue();
    }

    private void assertMatches(String... selectors) {
        for (String selector : selectors) {
            assertThat(Selector.matches(selector, shop)).as(selector).isTrue();
        }
    }

    private void assertMatchesNot(String... selectors) {
        for (String selector : selectors) {
            assertThat(Selector.matches(selector, shop)).as(selector).isFalse();
        }
    }

    private static Monitor monitor(Draft draft) {
        return BUILDER.restore("id", Origin.CHAT, draft, false, 1);
    }
}
