package io.tocsin.channel;

import io.tocsin.LoopbackOnly;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.AdapterFactory;
import io.tocsin.spi.Http;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.NotifierFactory;
import io.tocsin.spi.Setting;
import io.tocsin.spi.Settings;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract for what is told in chats, against the chat on loopback that their adapters are tested with. */
@ExtendWith(LoopbackOnly.class)
public abstract class ChatContract extends ChannelContract {

    private static final int JOINER = 0x2060;

    /** Makes the adapter. */
    protected abstract AdapterFactory adapter(InstantSource clock);

    /** The same, which gives up soon where nobody answers, for a chat that does not use the way out of the test. */
    protected AdapterFactory hastyAdapter(InstantSource clock) {
        return adapter(clock);
    }

    /** The chat with its rooms and a {@link Service} before it, or what answers as it does. */
    @Override
    protected abstract Service service();

    /** What an adapter needs before it can tell something. */
    protected void begin(Adapter adapter) {}

    @Override
    protected final NotifierFactory factory(InstantSource clock) {
        return telling(adapter(clock));
    }

    @Override
    protected final NotifierFactory hasty(InstantSource clock) {
        return telling(hastyAdapter(clock));
    }

    private NotifierFactory telling(AdapterFactory factory) {
        return new NotifierFactory() {
            @Override
            public String kind() {
                return factory.kind();
            }

            @Override
            public List<Setting> settings() {
                return factory.settings();
            }

            @Override
            public Notifier create(Settings settings, Http http) {
                Adapter adapter = factory.create(settings, http);
                begin(adapter);
                return adapter;
            }
        };
    }

    /** A joiner alone is invisible: it breaks what a chat would make a link or a ping of. */
    @Override
    protected boolean mayStand(int c) {
        return c == JOINER || super.mayStand(c);
    }

    @Override
    protected final Answer success(Call call) {
        throw new AssertionError("the service answers for the chat");
    }
}
