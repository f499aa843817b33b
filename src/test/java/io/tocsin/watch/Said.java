package io.tocsin.watch;

import io.tocsin.config.Keys;
import io.tocsin.db.Database;
import io.tocsin.notification.Hearing;
import io.tocsin.oncall.OnCall;
import io.tocsin.oncall.OnCallKeys;
import io.tocsin.routing.RuleKeys;
import io.tocsin.routing.Rules;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What bot.properties says of who hears. */
record Said(Rules rules, OnCallKeys.Settings onCall) {

    private static final ZoneId UTC = ZoneId.of("UTC");

    static Said of(String... lines) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            values.put(line.substring(0, equals), line.substring(equals + 1));
        }
        Keys keys = Keys.of(values);
        Said said = new Said(RuleKeys.read(keys, UTC), OnCallKeys.read(keys, UTC));
        if (!keys.finish().isEmpty()) {
            throw new IllegalArgumentException(keys.finish().lines().toString());
        }
        return said;
    }

    Hearing hearing(Database database, InstantSource clock) {
        return new Hearing(rules, OnCall.load(database, onCall, clock.instant()));
    }
}
