package io.tocsin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The resolver of names in every test: it knows this machine and, so that failures can be tested, the names that never
 * lead anywhere. Whatever else is asked for is refused and written down for {@link LoopbackOnly}.
 */
public final class LoopbackNames extends InetAddressResolverProvider {

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

    @Override
    public String name() {
        return "loopback";
    }
}
