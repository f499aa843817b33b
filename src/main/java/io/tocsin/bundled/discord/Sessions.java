package io.tocsin.bundled.discord;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where and on whose turn JDA connects. JDA's threads throw when a session is closed under them, which would be a stack
 * trace on the terminal each time the bot stops.
 */
final class Sessions extends ConcurrentSessionController {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private final Optional<String> gateway;

    /** @param gateway the address to connect to in place of Discord's own */
    Sessions(Optional<String> gateway) {
        this.gateway = gateway;
    }

    void useIn(JDABuilder builder) {
        builder.setSessionController(this).setRateLimitElastic(requests(), true);
    }

    private static ExecutorService requests() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("discord-requests-", 0).uncaughtExceptionHandler(Sessions::ended).factory());
    }

    private static void ended(Thread thread, Throwable thrown) {
        if (thread.isInterrupted()) {
            log.debug("Requests ended with their session", thrown);
        } else {
            log.error("Requests to Discord ended by a fault", thrown);
        }
    }

    @Override
    public String getGateway() {
        return gateway.orElseGet(super::getGateway);
    }

    @Override
    public void appendSession(SessionConnectNode node) {
        super.appendSession(new Turn(node));
    }

    @Override
    public void removeSession(SessionConnectNode node) {
        super.removeSession(new Turn(node));
    }

    /** The turn of a session to connect, which may have been closed while it waited. */
    private record Turn(SessionConnectNode node) implements SessionConnectNode {

        @Override
        public boolean isReconnect() {
            return node.isReconnect();
        }

        @Override
        public JDA getJDA() {
            return node.getJDA();
        }

        @Override
        public JDA.ShardInfo getShardInfo() {
            return node.getShardInfo();
        }

        @Override
        public void run(boolean isLast) throws InterruptedException {
            try {
                node.run(isLast);
            } catch (RejectedExecutionException closed) {
                log.debug("The session was closed before its turn to connect", closed);
            }
        }
    }
}
