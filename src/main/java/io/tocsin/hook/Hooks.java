package io.tocsin.hook;

import io.tocsin.spi.Filter;
import io.tocsin.spi.Incoming;
import java.util.ArrayList;
import java.util.List;

/** What one plugin wants to be told of, and what it looks at in passing. */
public record Hooks(
        List<Reacting<?>> reactions,
        List<Filtering<Incoming>> receive,
        List<Filtering<Filter.Order>> command,
        List<Filtering<Filter.Outgoing>> send) {

    public static final Hooks NONE = new Hooks(List.of(), List.of(), List.of(), List.of());

    public Hooks {
        reactions = List.copyOf(reactions);
        receive = List.copyOf(receive);
        command = List.copyOf(command);
        send = List.copyOf(send);
    }

    public Hooks reacting(Reacting<?> one) {
        return new Hooks(plus(reactions, one), receive, command, send);
    }

    public Hooks receiving(Filtering<Incoming> one) {
        return new Hooks(reactions, plus(receive, one), command, send);
    }

    public Hooks commanding(Filtering<Filter.Order> one) {
        return new Hooks(reactions, receive, plus(command, one), send);
    }

    public Hooks sending(Filtering<Filter.Outgoing> one) {
        return new Hooks(reactions, receive, command, plus(send, one));
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return more;
    }
}
