package io.tocsin.bundled.http;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/** Compares a certificate's names with the host asked, and notes them when they do not fit. */
final class HostNames implements HostnameVerifier {

    private static final HostnameVerifier USUAL = new OkHttpClient.Builder()
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .build()
            .hostnameVerifier();
    private static final int MOST_SHOWN = 3;

    @Override
    public boolean verify(String host, SSLSession session) {
        if (USUAL.verify(host, session)) {
            return true;
        }
        Check check = Check.find();
        if (check != null) {
            check.certificateNames(names(session));
        }
        return false;
    }

    private static List<String> names(SSLSession session) {
        List<String> names = new ArrayList<>();
        try {
            for (Certificate certificate : session.getPeerCertificates()) {
                if (names.isEmpty() && certificate instanceof X509Certificate leaf) {
                    alternatives(leaf).forEach(entry -> names.add(Clean.text(String.valueOf(entry.get(1)))));
                }
            }
        } catch (SSLPeerUnverifiedException | CertificateParsingException unreadable) {
            return List.of();
        }
        return names.size() <= MOST_SHOWN ? names : names.subList(0, MOST_SHOWN);
    }

    private static Collection<List<?>> alternatives(X509Certificate leaf) throws CertificateParsingException {
        Collection<List<?>> all = leaf.getSubjectAlternativeNames();
        return all == null ? List.of() : all;
    }
}
