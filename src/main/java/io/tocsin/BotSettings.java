package io.tocsin;

import io.tocsin.access.AccessSettings;
import io.tocsin.aws.S3Settings;
import io.tocsin.bundled.mirror.MirrorPlugin;
import io.tocsin.chat.ChatSettings;
import io.tocsin.code.PluginSettings;
import io.tocsin.config.Keys;
import io.tocsin.config.Secrets;
import io.tocsin.db.DbSettings;
import io.tocsin.http.HttpSettings;
import io.tocsin.maintenance.Window;
import io.tocsin.maintenance.WindowKeys;
import io.tocsin.monitor.MonitorSettings;
import io.tocsin.monitor.Written;
import io.tocsin.notification.NoticeSettings;
import io.tocsin.oncall.OnCallKeys;
import io.tocsin.room.RoomSettings;
import io.tocsin.routing.RuleKeys;
import io.tocsin.routing.Rules;
import io.tocsin.source.GatusSettings;
import io.tocsin.source.MonitorKeys;
import io.tocsin.spi.Settings;
import io.tocsin.text.Language;
import io.tocsin.upkeep.UpkeepSettings;
import io.tocsin.watch.CheckSettings;
import io.tocsin.watch.Retired;
import io.tocsin.web.WebSettings;
import io.tocsin.witness.WitnessSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All that is configured, each part read by the package it belongs to. */
record BotSettings(
        AccessSettings access,
        ChatSettings chat,
        CheckSettings checks,
        ConsoleMode console,
        DbSettings db,
        OwnHeartbeat.Settings heartbeat,
        HttpSettings http,
        Language language,
        MonitorSettings monitor,
        NoticeSettings notices,
        OnCallKeys.Settings onCall,
        PluginSettings plugins,
        RoomSettings rooms,
        Rules rules,
        UpkeepSettings upkeep,
        WebSettings web,
        WitnessSettings witness,
        String monitorsFile,
        Duration monitorsRefresh,
        Duration keepRetired,
        GatusSettings gatus,
        S3Settings s3,
        Map<String, Settings> mirrors,
        List<Written> monitors,
        List<Window.Draft> maintenance,
        Secrets secrets) {

    /** Whether there is a console. */
    enum ConsoleMode {
        AUTO,
        ON,
        OFF
    }

    static ConsoleMode console(Keys keys) {
        String mode = keys.choice("console", "auto", List.of("auto", "on", "off"));
        return ConsoleMode.valueOf(mode.toUpperCase(Locale.ROOT));
    }

    static BotSettings from(Keys keys, Path data) {
        MonitorSettings monitor = MonitorSettings.from(keys);
        return new BotSettings(
                AccessSettings.from(keys),
                ChatSettings.from(keys),
                CheckSettings.from(keys),
                console(keys),
                DbSettings.read(keys, data),
                OwnHeartbeat.Settings.from(keys),
                HttpSettings.from(keys),
                Language.usual(keys),
                monitor,
                NoticeSettings.from(keys),
                OnCallKeys.read(keys, monitor.zone()),
                PluginSettings.from(keys).keptIn(data.resolve("plugin-cache")),
                RoomSettings.from(keys),
                RuleKeys.read(keys, monitor.zone()),
                UpkeepSettings.from(keys),
                WebSettings.from(keys),
                WitnessSettings.from(keys),
                keys.text("monitors.file", ""),
                keys.duration("monitors.refresh", "60s"),
                Retired.keep(keys),
                GatusSettings.from(keys),
                S3Settings.from(keys),
                mirrors(keys),
                MonitorKeys.read(keys),
                WindowKeys.read(keys, monitor.zone()),
                keys.secrets());
    }

    /** Of the services that watch from outside, by their names. */
    private static Map<String, Settings> mirrors(Keys keys) {
        Map<String, Settings> mirrors = new LinkedHashMap<>();
        MirrorPlugin.settings().forEach((service, declared) -> {
            Settings own = keys.settings(service, declared);
            mirrors.put(service, own);
            MirrorPlugin.problems(service, own).forEach((key, what) -> keys.problem(service + "." + key, what));
        });
        return mirrors;
    }
}
