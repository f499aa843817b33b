package io.tocsin.channel;

import io.tocsin.spi.Refusal;
import java.net.URI;
import java.net.URISyntaxException;

/** The address of a service, as a setting gives it. */
public final class WebAddress {

    private WebAddress() {}

    /**
     * The address without a slash at its end.
     *
     * @param key the whole key, for the error
     * @throws Refusal if it is none
     */
    public static String of(String key, String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return text.replaceFirst("/+$", "");
            }
        } catch (URISyntaxException noAddress) {
            throw Refusal.of("channel.address", key);
        }
        throw Refusal.of("channel.address", key);
    }
}
