package org.dl4jlab.notebooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import org.dl4jlab.UserException;
import org.dl4jlab.method.TrainingMethod;
import org.dl4jlab.method.Validation;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;
import org.dl4jlab.terminal.CleanOutput;

/** Values as they stand in Java code, and the code of the library's own networks. */
final class JavaCode {

  /** The kind of built-in data, and what {@code --data} calls it. */
  static final String SAMPLE = "sample";

  private JavaCode() {}

  /**
   * A string literal; Java's escapes include all that JSON writes. What would show code otherwise
   * than it is, such as a change of direction, is escaped too.
   */
  static String literal(String text) {
    try {
      return CleanOutput.escapedJson(RunFolder.JSON.writeValueAsString(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("This text is no JSON", e);
    }
  }

  /** A number without an exponent. */
  static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** A number of samples, or all. */
  static String limit(int samples) {
    return samples == Integer.MAX_VALUE ? "Integer.MAX_VALUE" : String.valueOf(samples);
  }

  /** What {@code --data} has to be for a run's samples, as a string literal. */
  static String data(RunConfig config, TrainingSettings settings) {
    if (config.data().kind().equals(SAMPLE)) {
      return literal(SAMPLE);
    }
    return literal(
        settings.data().equals(TrainingSettings.AUTO_DATA)
            ? TrainingSettings.AUTO_DATA
            : config.data().source());
  }

  /** The call that takes no more samples than the run did; nothing where it took all. */
  static String limits(TrainingSettings settings) {
    return settings.limitTrain() == Integer.MAX_VALUE && settings.limitTest() == Integer.MAX_VALUE
        ? ""
        : ".limited(%s, %s, %dL)"
            .formatted(limit(settings.limitTrain()), limit(settings.limitTest()), settings.seed());
  }

  /** The call that chooses the samples to validate on, where it is not the data's own choice. */
  static String validation(TrainingSettings settings) {
    Validation validation = settings.method().validation();
    return validation.equals(Validation.AUTO)
        ? ""
        : ".validatedOn(org.dl4jlab.method.Validation.of(%s), %dL)"
            .formatted(literal(validation.toString()), settings.seed());
  }

  /**
   * @throws UserException when a notebook could not repeat the training
   */
  static void requireLecture(TrainingSettings settings) {
    TrainingMethod method = settings.method();
    if (!TrainingMethod.LECTURE.validatedOn(method.validation()).equals(method)) {
      throw new UserException(
          "A notebook trains as the lecture does, but this run was steered by more than --validation; its train.yaml repeats it");
    }
  }

  /** The source of a class of {@code org.dl4jlab.nets}, from its first import on. */
  static String ofNetwork(String className) {
    return CellTemplate.resource("nets/" + className + ".java")
        .replaceFirst("package .*;\n+", "")
        .replaceFirst("\n *private " + className + "\\(\\) \\{}\n", "")
        .strip();
  }
}
