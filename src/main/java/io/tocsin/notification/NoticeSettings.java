package io.tocsin.notification;

import io.tocsin.config.Keys;
import java.time.Duration;

/**
 * What the configuration says of notices.
 *
 * @param adminRoom who is told about the bot itself
 * @param defaultRoom who is told of monitors that name no room
 * @param keep how long a notice is tried while its room fails
 */
public record NoticeSettings(String adminRoom, String defaultRoom, Duration keep) {

    public static NoticeSettings from(Keys keys) {
        return new NoticeSettings(
                keys.text("admin.room", "console"),
                keys.text("default.room", "console"),
                keys.duration("notice.keep", "24h"));
    }
}
