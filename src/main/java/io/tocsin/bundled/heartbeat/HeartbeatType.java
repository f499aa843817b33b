package io.tocsin.bundled.heartbeat;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.ReportedType;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Setting.Kind;
import io.tocsin.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A monitor whose target is the word {@code heartbeat}. */
record HeartbeatType() implements ReportedType {

    private static final Duration LONGEST_GRACE = Duration.ofDays(31);
    private static final String USUAL_GRACE = "30s";
    /** So late that nobody waits for it. */
    private static final Duration NEVER_LATE = Duration.ofDays(36_500);
    private static final Pattern TOKEN = Pattern.compile("[!-~]{6,200}");

    @Override
    public String name() {
        return "heartbeat";
    }

    @Override
    public Set<String> schemes() {
        return Set.of();
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("grace", Kind.DURATION, USUAL_GRACE, "how late it may be, and how long a run may take"),
                new Setting("awaited", Kind.FLAG, "true", "whether its silence is a failure"),
                new Setting("secret", Kind.SECRET, "", "signs what is posted to /heartbeat/<name>"),
                new Setting("token", Kind.SECRET, "", "stands in /ping/<token> and /api/push/<token>"));
    }

    @Override
    public Expected expected(Settings settings) {
        Duration grace = settings.duration("grace", Duration.ofSeconds(30));
        if (grace.compareTo(LONGEST_GRACE) > 0) {
            throw Refusal.of("heartbeat.grace", grace, LONGEST_GRACE);
        }
        String secret = settings.text("secret", "");
        String token = settings.text("token", "");
        if (!token.isEmpty() && !TOKEN.matcher(token).matches()) {
            throw Refusal.of("heartbeat.token");
        }
        if (secret.isEmpty() && token.isEmpty()) {
            throw Refusal.of("heartbeat.mute");
        }
        return new Expected(settings.flag("awaited", true) ? grace : NEVER_LATE, secret, token);
    }
}
