package io.tocsin.net;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Judges certificates, or takes any; a certificate that is turned down comes along with the exception. */
public final class Trust extends X509ExtendedTrustManager {

    private final @Nullable X509ExtendedTrustManager judge;

    /** @param judge none to take any certificate */
    private Trust(@Nullable X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    static Trust anything() {
        return new Trust(null);
    }

    /** The certificate authorities that the running Java comes with or was given. */
    public static Trust ofThisJava() {
        return of(null);
    }

    /** The authorities in a key store; none for those of this Java. */
    public static Trust of(@Nullable KeyStore authorities) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(manager -> new Trust((X509ExtendedTrustManager) manager))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("this Java has no trust manager"));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the certificate authorities of this Java cannot be read", broken);
        }
    }

    /** Sockets that begin from nothing each time: a resumed session would not show a certificate that has changed. */
    public SSLSocketFactory sockets() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            context.getClientSessionContext().setSessionTimeout(1);
            context.getClientSessionContext().setSessionCacheSize(1);
            return context.getSocketFactory();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java has no TLS", broken);
        }
    }

    boolean judges() {
        return judge != null;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        if (judge == null) {
            return;
        }
        try {
            judge.checkServerTrusted(chain, kind, socket);
        } catch (CertificateException refused) {
            throw new Untrusted(List.of(chain), isTrusted(chain, kind), refused);
        }
    }

    /** Whether only the host is wrong. */
    private boolean isTrusted(X509Certificate[] chain, String kind) {
        try {
            checkServerTrusted(chain, kind);
            return true;
        } catch (CertificateException untrusted) {
            return false;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        if (judge != null) {
            judge.checkServerTrusted(chain, kind);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        throw new CertificateException("sockets alone are judged here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw new CertificateException("no server here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        checkClientTrusted(chain, kind);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, kind);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge == null ? new X509Certificate[0] : judge.getAcceptedIssuers();
    }

    /** Certificates that were turned down. */
    static final class Untrusted extends CertificateException {

        private static final long serialVersionUID = 1L;

        private final transient List<X509Certificate> chain;
        private final boolean wrongHost;

        private Untrusted(List<X509Certificate> chain, boolean wrongHost, CertificateException cause) {
            super(cause);
            this.chain = chain;
            this.wrongHost = wrongHost;
        }

        List<X509Certificate> chain() {
            return chain;
        }

        boolean wrongHost() {
            return wrongHost;
        }
    }
}
