package org.dl4jlab.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options from a file, as if they were typed; those that are typed come before them. */
final class ConfigOption {

  private static final String NAME = "--config";

  /** What a file cannot ask for. */
  private static final Set<String> TYPED_ONLY = Set.of(NAME, "--help", "--version", "--resume");

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description =
          "Take options from a YAML file, such as the train.yaml of a run; options on the command line come before them.")
  private Path file;

  /**
   * Gives the command the file's options, where one was named.
   *
   * @param command that was parsed and is now executed
   * @throws org.dl4jlab.UserException naming the line of what the command does not know
   */
  void apply(CommandLine command) throws IOException {
    if (file == null) {
      return;
    }
    List<String> typed = typed(command);
    OptionsFile options = OptionsFile.read(file);
    for (Map.Entry<String, OptionsFile.Entry> option : options.entries().entrySet()) {
      check(command, options, option.getKey(), option.getValue());
    }
    command.setDefaultValueProvider(
        argument -> {
          OptionsFile.Entry entry =
              argument.isOption()
                  ? options.entries().get(plain(((OptionSpec) argument).longestName()))
                  : null;
          return entry == null ? null : entry.value();
        });
    command.parseArgs(typed.toArray(String[]::new));
  }

  private static void check(
      CommandLine command, OptionsFile options, String name, OptionsFile.Entry entry) {
    OptionSpec option = command.getCommandSpec().findOption("--" + name);
    if (option == null || TYPED_ONLY.contains(option.longestName())) {
      throw options.refused(entry.line(), "there is no option '%s' here".formatted(name));
    }
    try {
      command.parseArgs("--%s=%s".formatted(name, entry.value()));
    } catch (ParameterException e) {
      throw options.refused(entry.line(), UsageMessage.of(e));
    }
  }

  private static String plain(String name) {
    return name.replaceFirst("^-+", "");
  }

  /** What stands on the command line, an option and its value in one word. */
  private static List<String> typed(CommandLine command) {
    List<String> words = new ArrayList<>();
    for (OptionSpec option : command.getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (name.equals(NAME)) {
        continue;
      }
      List<String> values = option.originalStringValues();
      if (option.arity().max() == 0 || values.isEmpty()) {
        words.add(name);
      } else {
        values.forEach(value -> words.add(name + "=" + value));
      }
    }
    return words;
  }
}
