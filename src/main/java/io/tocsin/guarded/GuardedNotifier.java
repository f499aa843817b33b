package io.tocsin.guarded;

import io.tocsin.guard.Guard;
import io.tocsin.spi.Adapter;
import io.tocsin.spi.Message;
import io.tocsin.spi.Notifier;
import io.tocsin.spi.Receiver;
import io.tocsin.spi.RoomException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel of a drop-in. */
sealed class GuardedNotifier implements Notifier {

    private static final Logger log = LoggerFactory.getLogger(GuardedNotifier.class);

    private final Notifier notifier;
    private final Guard guard;
    private final String kind;
    private final boolean edits;
    private final boolean digests;
    private final boolean follows;
    private final boolean threads;
    private final ConcurrentHashMap<String, Boolean> editsIn = new ConcurrentHashMap<>();

    /** To be called on the plugin's own thread. */
    GuardedNotifier(Notifier notifier, Guard guard, String kind) {
        this.notifier = notifier;
        this.guard = guard;
        this.kind = kind;
        this.edits = notifier.edits();
        this.digests = notifier.digests();
        this.follows = notifier.follows();
        this.threads = notifier.threads();
    }

    @Override
    public String post(String address, String key, Message message) throws RoomException {
        return Guarding.chat(guard, kind + " post", () -> notifier.post(address, key, message));
    }

    @Override
    public boolean edits() {
        return edits;
    }

    @Override
    public boolean threads() {
        return threads;
    }

    /** Asked once for each room: it is needed at every change. */
    @Override
    public boolean edits(String address) {
        Boolean known = editsIn.get(address);
        if (known != null) {
            return known;
        }
        try {
            boolean said = Guarding.now(guard, kind + " edits", () -> notifier.edits(address));
            editsIn.put(address, said);
            return said;
        } catch (RuntimeException silent) {
            log.warn("{} does not say whether {} can edit: {}", kind, address, silent.toString());
            return edits;
        }
    }

    @Override
    public boolean digests() {
        return digests;
    }

    @Override
    public boolean follows() {
        return follows;
    }

    @Override
    public void edit(String address, String reference, Message message) throws RoomException {
        Guarding.chat(guard, kind + " edit", () -> {
            notifier.edit(address, reference, message);
            return true;
        });
    }

    @Override
    public String reply(String address, String reference, String key, Message message) throws RoomException {
        return Guarding.chat(guard, kind + " reply", () -> notifier.reply(address, reference, key, message));
    }

    @Override
    public String test(String address, String key, Message sample) throws RoomException {
        return Guarding.chat(guard, kind + " test", () -> notifier.test(address, key, sample));
    }

    @Override
    public Optional<String> find(String address, String key) throws RoomException {
        return Guarding.chat(guard, kind + " find", () -> notifier.find(address, key));
    }

    @Override
    public Optional<String> trouble() {
        try {
            return Guarding.now(guard, kind + " trouble", notifier::trouble);
        } catch (RuntimeException silent) {
            return Optional.of(Objects.requireNonNullElse(silent.getMessage(), silent.toString()));
        }
    }

    @Override
    public void close() {
        Guarding.quietly(guard, kind + " close", notifier::close);
    }

    /** A two-way one. */
    static final class TwoWay extends GuardedNotifier implements Adapter {

        private final Adapter adapter;
        private final Guard guard;
        private final String kind;

        TwoWay(Adapter adapter, Guard guard, String kind) {
            super(adapter, guard, kind);
            this.adapter = adapter;
            this.guard = guard;
            this.kind = kind;
        }

        @Override
        public void start(Receiver receiver) {
            Guarding.now(guard, kind + " start", () -> {
                adapter.start(receiver);
                return true;
            });
        }
    }
}
