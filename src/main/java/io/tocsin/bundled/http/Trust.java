package io.tocsin.bundled.http;

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
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Judges certificates, or takes any; a certificate that is turned down comes along with the exception. */
final class Trust extends X509ExtendedTrustManager {

    private final @Nullable X509TrustManager judge;

    /** @param judge none to take any certificate */
    private Trust(@Nullable X509TrustManager judge) {
        this.judge = judge;
    }

    static Trust by(X509TrustManager judge) {
        return new Trust(judge);
    }

    static Trust anything() {
        return new Trust(null);
    }

    /** The certificate authorities that the running Java comes with or was given. */
    static Trust ofThisJava() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(manager -> by((X509TrustManager) manager))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("this Java has no trust manager"));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the certificate authorities of this Java cannot be read", broken);
        }
    }

    /** Sockets that begin from nothing each time: a resumed session would not show a certificate that has changed. */
    SSLSocketFactory sockets() {
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

    private void judge(X509Certificate[] chain, String kind) throws CertificateException {
        if (judge == null) {
            return;
        }
        try {
            judge.checkServerTrusted(chain, kind);
        } catch (CertificateException refused) {
            throw new Untrusted(List.of(chain), refused);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        judge(chain, kind);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        judge(chain, kind);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        judge(chain, kind);
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

        private Untrusted(List<X509Certificate> chain, CertificateException cause) {
            super(cause);
            this.chain = chain;
        }

        List<X509Certificate> chain() {
            return chain;
        }
    }
}
