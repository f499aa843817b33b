package io.tocsin.bundled.mail;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import io.tocsin.spi.Settings;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who is meant by a room: the addresses themselves, or the name of a list of them. */
record Receivers(Map<String, List<InternetAddress>> lists) {

    private static final int MOST = 100;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

    /** Keys {@code mail.<name>.to}. */
    static Receivers of(Settings settings) {
        Map<String, List<InternetAddress>> lists = new TreeMap<>();
        for (String name : settings.groups()) {
            List<InternetAddress> all = parse(String.join(",", settings.group(name).all("to")));
            if (all.isEmpty()) {
                throw Refusal.of("mail.to", name);
            }
            lists.put(name, all);
        }
        return new Receivers(Map.copyOf(lists));
    }

    /** @throws RoomException if the place is neither a list nor addresses */
    List<InternetAddress> at(String place) throws RoomException {
        List<InternetAddress> known = lists.getOrDefault(place, List.of());
        if (!known.isEmpty()) {
            return known;
        }
        if (place.indexOf('@') < 0) {
            throw new RoomException(
                    Kind.REFUSED,
                    "there is no list of mail receivers \"" + shown(place) + "\": set mail." + shown(place)
                            + ".to, or write an address such as mail:ops@example.com");
        }
        List<InternetAddress> found = parse(place);
        if (found.isEmpty()) {
            throw new RoomException(
                    Kind.REFUSED, "\"" + shown(place) + "\" is no mail address, nor several with commas;"
                            + " write it as mail:ops@example.com");
        }
        return found;
    }

    /** One form for what may be written in several ways. */
    String canonical(String place) {
        if (lists.containsKey(place) || place.indexOf('@') < 0) {
            return place;
        }
        List<InternetAddress> all = parse(place);
        return all.isEmpty()
                ? place
                : all.stream().map(InternetAddress::getAddress).collect(Collectors.joining(","));
    }

    /** Addresses with commas between, each with a name or without; none at all if one of them is none. */
    static List<InternetAddress> parse(String text) {
        if (CONTROL.matcher(text).find()) {
            return List.of();
        }
        try {
            Map<String, InternetAddress> all = new LinkedHashMap<>();
            for (InternetAddress written : InternetAddress.parse(text, true)) {
                InternetAddress address = sendable(written);
                all.putIfAbsent(address.getAddress(), address);
            }
            return all.size() > MOST ? List.of() : List.copyOf(all.values());
        } catch (AddressException | UnsupportedEncodingException | IllegalArgumentException noAddress) {
            return List.of();
        }
    }

    /** With its domain as servers know it. */
    private static InternetAddress sendable(InternetAddress written)
            throws AddressException, UnsupportedEncodingException {
        String plain = written.getAddress();
        int at = plain.lastIndexOf('@');
        if (written.isGroup() || at < 1 || !PRINTABLE.matcher(plain.substring(0, at)).matches()) {
            throw new AddressException("no address", plain);
        }
        String domain = IDN.toASCII(plain.substring(at + 1), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        InternetAddress address = new InternetAddress(plain.substring(0, at + 1) + domain, true);
        if (written.getPersonal() != null) {
            address.setPersonal(written.getPersonal(), "UTF-8");
        }
        return address;
    }

    private static String shown(String place) {
        String harmless = CONTROL.matcher(place).replaceAll(" ");
        return harmless.length() > MOST ? harmless.substring(0, MOST) + "..." : harmless;
    }
}
