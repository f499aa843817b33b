package io.tocsin.notification;

import io.tocsin.config.Keys;
import java.time.Duration;

/**
 * What the configuration says of notices.
 *
 * @param adminRoom who is told about the bot itself
 * @param defaultRoom who is told of monitors that name no room
 * @param keep how long a notice is tried while its room fails
 * @param together what happens within this time is one message in a room that cannot edit; none to have one each
 */
public record NoticeSettings(String adminRoom, String defaultRoom, Duration keep, Duration together) {

    /** Each change by itself. */
    public NoticeSettings(String adminRoom, String defaultRoom, Duration keep) {
        this(adminRoom, defaultRoom, keep, Duration.ZERO);
    }

    public static NoticeSettings from(Keys keys) {
        return new NoticeSettings(
                keys.text("admin.room", "console"),
                keys.text("default.room", "console"),
                keys.duration("notice.keep", "24h"),
                keys.duration("notice.together", "1s"));
    }
}
