package io.tocsin.command;

import io.tocsin.spi.Command;
import io.tocsin.spi.Plugin;
import io.tocsin.spi.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All built-in commands, entering by the door that plugins use. */
public final class CommandsPlugin implements Plugin {

    private final Supplier<Desk> desk;
    private final List<Setting> settings;

    /**
     * @param desk asked when a command runs
     * @param settings of the bundled monitor types: clauses of {@code add monitor} and {@code test}
     */
    public CommandsPlugin(Supplier<Desk> desk, List<Setting> settings) {
        this.desk = desk;
        this.settings = List.copyOf(settings);
    }

    @Override
    public List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        commands.addAll(new AboutCommands(desk).commands());
        commands.addAll(new PluginCommands(desk).commands());
        commands.addAll(new StatusCommands(desk).commands());
        commands.addAll(new MonitorCommands(desk, settings).commands());
        commands.addAll(new CheckCommands(desk, settings).commands());
        commands.addAll(new MuteCommands(desk).commands());
        commands.addAll(new MaintenanceCommands(desk).commands());
        commands.addAll(new OnCallCommands(desk).commands());
        commands.addAll(new WhyCommand(desk).commands());
        commands.addAll(new IncidentCommands(desk).commands());
        commands.addAll(new HistoryCommands(desk).commands());
        commands.add(new GraphCommand(desk).command());
        commands.addAll(new RoomCommands(desk).commands());
        commands.addAll(new LanguageCommands(desk).commands());
        commands.addAll(new AccessCommands(desk).commands());
        return commands;
    }
}
