package io.tocsin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The resolver of names in every test: it knows this machine and, so that failures can be tested, the names that never
 * lead anywhere, among them some whose look-up does not end and some that no name server answers for. Whatever else is
 * asked for is refused and written down for {@link LoopbackOnly}.
 */
public final class LoopbackNames extends InetAddressResolverProvider {

    /**
     * A name that ends so is looked up until whoever asks gives up and interrupts it. Each test has a name of its own,
     * as Java remembers for a while that one was not found, and forgets why.
     */
    public static final String SLOW = ".slow.invalid";
    /** What is said of a name that ends so is what the system says when no name server answers; one a test, too. */
    public static final String UNANSWERED = ".unanswered.invalid";

    private static final Pattern NOWHERE = Pattern.compile("(?i).*\\.(invalid|test|example|localhost)\\.?");
    private static final Queue<String> STRANGERS = new ConcurrentLinkedQueue<>();

    /** The names that were refused since this was asked for the last time. */
    static List<String> strangers() {
        return Stream.generate(STRANGERS::poll).takeWhile(name -> name != null).toList();
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver usual = configuration.builtinResolver();
        String self = configuration.lookupLocalHostName();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                if (host.endsWith(SLOW)) {
                    hang(host);
                }
                if (host.endsWith(UNANSWERED)) {
                    throw new UnknownHostException(host + ": Temporary failure in name resolution");
                }
                if (host.equalsIgnoreCase("localhost") || host.equals(self) || NOWHERE.matcher(host).matches()) {
                    return usual.lookupByName(host, policy);
                }
                STRANGERS.add(host);
                throw new UnknownHostException(host + ": a test must not leave this machine");
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return usual.lookupByAddress(address);
            }
        };
    }

    private static void hang(String host) throws UnknownHostException {
        try {
            new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException(host);
    }

    @Override
    public String name() {
        return "loopback";
    }
}
