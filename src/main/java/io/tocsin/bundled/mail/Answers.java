package io.tocsin.bundled.mail;

import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a server's answers mean. Only who will never be there and a message that will never be taken are refused for good;
 * a wrong password, a sender that is not allowed and the like are mended by people, and what the receivers missed is still
 * wanted then.
 */
record Answers(Server server) {

    private static final int LONGEST = 300;
    private static final int PERMANENT = 500;
    private static final int TOO_LARGE = 552;
    private static final int DEEPEST = 10;
    /** Who may send is often not said before the first receiver is named. */
    private static final Pattern ABOUT_US = Pattern.compile("(?i)53\\d.*|\\d{3}[ -]5\\.7\\..*|.*\\brelay.*");

    /** A mail that was taken for some or for nobody. */
    Sent toReceivers(SendFailedException failed) throws RoomException {
        Map<InternetAddress, String> refused = new LinkedHashMap<>();
        Map<InternetAddress, String> later = new LinkedHashMap<>();
        for (SMTPAddressFailedException one = address(failed); one != null; one = address(one)) {
            Map<InternetAddress, String> kind = one.getReturnCode() >= PERMANENT ? refused : later;
            kind.put(one.getAddress(), said(one));
        }
        boolean taken = failed.getValidSentAddresses() != null && failed.getValidSentAddresses().length > 0;
        if (!taken && failed instanceof SMTPSendFailedException whole && !isAboutReceivers(whole, refused, later)) {
            throw refusal(whole);
        }
        if (!taken && refused.isEmpty() && later.isEmpty()) {
            throw failure(failed);
        }
        Optional<String> aboutUs =
                refused.values().stream().filter(said -> ABOUT_US.matcher(said).matches()).findFirst();
        if (!taken && aboutUs.isPresent()) {
            throw later("takes nothing from us: " + aboutUs.get());
        }
        return new Sent(refused, later);
    }

    /** Nobody was left to send it to, and that is all. */
    private static boolean isAboutReceivers(
            SMTPSendFailedException whole, Map<InternetAddress, String> refused, Map<InternetAddress, String> later) {
        boolean unsent =
                whole.getValidUnsentAddresses() != null && whole.getValidUnsentAddresses().length > later.size();
        return !unsent && !(refused.isEmpty() && later.isEmpty());
    }

    private static @Nullable SMTPAddressFailedException address(MessagingException failed) {
        Exception next = failed.getNextException();
        for (int depth = 0; depth < DEEPEST && next instanceof MessagingException more; depth++) {
            if (more instanceof SMTPAddressFailedException one) {
                return one;
            }
            next = more.getNextException();
        }
        return null;
    }

    private RoomException refusal(SMTPSendFailedException whole) {
        int code = whole.getReturnCode();
        if (code <= 0) {
            return later("broke off before it had taken the mail");
        }
        boolean sender = String.valueOf(whole.getCommand()).startsWith("MAIL") && code != TOO_LARGE;
        return code >= PERMANENT && !sender
                ? new RoomException(Kind.REFUSED, server + " refuses the mail: " + said(whole))
                : later("did not take the mail: " + said(whole));
    }

    /** Nothing was taken, for a reason that lies in no receiver. */
    RoomException failure(MessagingException failed) {
        if (failed instanceof AuthenticationFailedException) {
            return later("does not let " + server.user() + " in, look at mail.user and mail.password: " + said(failed));
        }
        Throwable cause = root(failed);
        if (cause instanceof SocketTimeoutException) {
            return later("did not answer within " + server.timeout().toMillis() + " ms");
        }
        return later("was not reached: " + (cause == failed ? said(failed) : said(failed) + ": " + said(cause)));
    }

    /** Without its cause, whose words nobody has looked through for the password. */
    private RoomException later(String what) {
        return new RoomException(Kind.LATER, server + " " + what);
    }

    private String said(Throwable failure) {
        String whole = server.harmless(String.valueOf(failure.getMessage()));
        String clean = whole.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "...";
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; depth < DEEPEST; depth++) {
            Throwable next = root.getCause();
            if (next == null) {
                return root;
            }
            root = next;
        }
        return root;
    }
}
