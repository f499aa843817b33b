package io.tocsin.bundled.robot;

import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;

/** What a group shows of its robot: an address that ends with a key. People may write either. */
final class RobotKey {

    static final String KEY = "key";
    static final Setting SETTING =
            new Setting("*." + KEY, Kind.SECRET, "", "the robot's key, or the whole address that its group shows");

    private RobotKey() {}

    static String address(String api, Settings room) {
        String written = room.text(KEY, "");
        return written.contains("://") ? written : api + written;
    }
}
