package io.tocsin.bundled.sms;

import io.tocsin.spi.Refusal;
import io.tocsin.spi.RoomException;
import io.tocsin.spi.RoomException.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is told in rooms with a name. */
record Phones(Map<String, List<Phone>> byName) {

    Phones {
        byName = Map.copyOf(byName);
    }

    static List<Phone> of(String name, String text) {
        List<Phone> numbers = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> Phone.of("sms." + name + ".numbers", name, part))
                .distinct()
                .toList();
        if (numbers.isEmpty()) {
            throw Refusal.of("sms.lacks", "sms." + name + ".numbers");
        }
        return numbers;
    }

    /** Who is told in a room, which is a name or a number. */
    List<Phone> in(String address) throws RoomException {
        if (address.startsWith("+")) {
            return List.of(Phone.of(TencentFactory.KIND, address));
        }
        return Optional.ofNullable(byName.get(address)).orElseThrow(() -> new RoomException(
                Kind.REFUSED, "there is no sms " + address + ": set sms." + address + ".numbers"));
    }
}
