package io.tocsin.web;

import io.tocsin.spi.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Reads a certificate and its key from PEM files. */
final class Tls {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA");
    private static final int MOST_BYTES = 1 << 20;

    private Tls() {}

    /** @throws Refusal if a file cannot be read, or the two do not belong together */
    static SSLContext context(WebSettings.TlsFiles files) {
        Certificate[] chain = chain(files.certificate());
        PrivateKey key = key(files.key(), chain[0].getPublicKey());
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("web", key, new char[0], chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw refused(unusable, "web.tls-certificate", files.certificate());
        }
    }

    private static Certificate[] chain(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Certificate[] chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw Refusal.of("web.tls-certificate", file.toString(), "-");
            }
            return chain;
        } catch (GeneralSecurityException | IOException unreadable) {
            throw refused(unreadable, "web.tls-certificate", file);
        }
    }

    private static PrivateKey key(Path file, PublicKey certified) {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
            Matcher pem = KEY.matcher(text);
            if (!pem.find()) {
                throw Refusal.of("web.tls-key-form", file.toString());
            }
            PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
            Optional<PrivateKey> key = read(spec, certified.getAlgorithm());
            if (key.isEmpty() || !belong(key.get(), certified)) {
                throw Refusal.of("web.tls-pair", file.toString());
            }
            return key.get();
        } catch (GeneralSecurityException | IllegalArgumentException | IOException unreadable) {
            throw refused(unreadable, "web.tls-key", file);
        }
    }

    /** Empty where it is a key of another kind. */
    private static Optional<PrivateKey> read(KeySpec spec, String kind) throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(spec));
        } catch (InvalidKeySpecException unreadable) {
            for (String other : KINDS) {
                if (isReadable(spec, other)) {
                    return Optional.empty();
                }
            }
            throw unreadable;
        }
    }

    private static boolean isReadable(KeySpec spec, String kind) throws GeneralSecurityException {
        try {
            KeyFactory.getInstance(kind).generatePrivate(spec);
            return true;
        } catch (InvalidKeySpecException unreadable) {
            return false;
        }
    }

    private static boolean belong(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (certified.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> certified.getAlgorithm();
                });
        byte[] sample = "tocsin".getBytes(StandardCharsets.US_ASCII);
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(sample);
        return signature.verify(signed);
    }

    private static Refusal refused(Exception cause, String key, Path file) {
        Refusal refusal = Refusal.of(key, file.toString(), String.valueOf(cause));
        refusal.initCause(cause);
        return refusal;
    }
}
