package io.tocsin.bundled.sms;

import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Plugin;
import java.time.InstantSource;
import java.util.List;

/** Brings the rooms {@code twilio:<number>} and {@code sms:<name or number>}. */
public final class SmsPlugin implements Plugin {

    private final InstantSource clock;

    public SmsPlugin(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<NotifierFactory> notifiers() {
        return List.of(new TwilioFactory(clock), new TencentFactory(clock));
    }
}
