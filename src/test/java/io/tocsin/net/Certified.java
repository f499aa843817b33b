package io.tocsin.net;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** An authority that tests trust, and certificates of it. */
public final class Certified {

    public static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(1).commonName("Test Authority").build();

    private Certified() {}

    /** Begun a while ago, ending so many days from now. */
    public static HeldCertificate.Builder forDays(int days) {
        return new HeldCertificate.Builder()
                .validityInterval(
                        NOW.minus(60, ChronoUnit.DAYS).toEpochMilli(), NOW.plus(days, ChronoUnit.DAYS).toEpochMilli())
                .signedBy(AUTHORITY);
    }

    /** One for this machine. */
    public static HeldCertificate good() {
        return forDays(30).addSubjectAlternativeName("localhost").addSubjectAlternativeName("127.0.0.1").build();
    }

    public static SSLContext context(HeldCertificate certificate) {
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate, AUTHORITY.certificate()).build().sslContext();
    }

    public static Trust trust() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("authority", AUTHORITY.certificate());
            return Trust.of(store);
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
