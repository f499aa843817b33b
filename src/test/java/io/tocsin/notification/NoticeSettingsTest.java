package io.tocsin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.Keys;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticeSettingsTest {

    @Test
    void defaults() {
        Keys keys = Keys.of(Map.of());

        assertThat(NoticeSettings.from(keys))
                .isEqualTo(new NoticeSettings("console", "console", Duration.ofHours(24), Duration.ofSeconds(1)));
        assertThat(keys.finish().isEmpty()).isTrue();
    }

    @Test
    void everyKeyIsRead() {
        Keys keys = Keys
                .of(Map.of("admin.room", "bot", "default.room", "ops", "notice.keep", "2h", "notice.together", "0"));

        assertThat(NoticeSettings.from(keys))
                .isEqualTo(new NoticeSettings("bot", "ops", Duration.ofHours(2), Duration.ZERO));
        assertThat(keys.finish().isEmpty()).isTrue();
    }
}
