package org.dl4jlab.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a sentence what is wrong with a command line. */
final class UsageMessage {

  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private UsageMessage() {}

  static String of(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    ArgSpec argument = e.getArgSpec();
    if (argument != null && e.getValue() != null) {
      return "%s takes %s, not '%s'".formatted(name(argument), wanted(argument), e.getValue());
    }
    return e.getMessage().lines().findFirst().orElseThrow();
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String given = e.getUnmatched().get(0);
    CommandSpec command = e.getCommandLine().getCommandSpec();
    if (e.isUnknownOption()) {
      return "There is no option '%s'%s"
          .formatted(given, suggestion(given, command.optionsMap().keySet()));
    }
    return command.subcommands().isEmpty()
        ? "'%s' is not expected here".formatted(given)
        : "There is no command '%s'%s"
            .formatted(given, suggestion(given, command.subcommands().keySet()));
  }

  /** The most similar of some names, if it differs by a slip only. */
  private static String suggestion(String given, Set<String> names) {
    String similar =
        names.stream().min(Comparator.comparingInt(name -> DISTANCE.apply(given, name))).orElse("");
    return DISTANCE.apply(given, similar) > Math.max(2, given.length() / 3)
        ? ""
        : "; did you mean %s?".formatted(similar);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String wanted(ArgSpec argument) {
    Class<?> type = argument.auxiliaryTypes()[0];
    if (type.isEnum()) {
      return oneOf(
          Arrays.stream(type.getEnumConstants())
              .map(value -> value.toString().toLowerCase(Locale.ROOT))
              .toList());
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == Duration.class) {
      return "a length of time such as 500us, 2ms, 10s or 5m";
    }
    return type == double.class || type == Double.class ? "a number" : "something else";
  }

  /** {@code a, b or c}. */
  static String oneOf(List<String> values) {
    int last = values.size() - 1;
    return last == 0
        ? values.get(0)
        : "%s or %s".formatted(String.join(", ", values.subList(0, last)), values.get(last));
  }
}
