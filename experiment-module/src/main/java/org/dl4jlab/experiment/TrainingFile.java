package org.dl4jlab.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The options of a run as {@code train --config} takes them: {@code train.yaml}. */
public final class TrainingFile {

  /** Its name in a run's folder. */
  public static final String NAME = "train.yaml";

  private TrainingFile() {}

  /**
   * The file's text; what was not limited and not asked for is left out.
   *
   * @param family of the experiment
   * @param options whose names in {@code config.json} are those of the command line
   */
  static String of(String family, ExperimentOptions options) {
    Map<String, Object> values = new LinkedHashMap<>();
    options
        .asked()
        .fields()
        .forEachRemaining(
            option -> {
              if (isSaid(option.getValue())) {
                values.put(option.getKey().replace('_', '-'), value(option.getValue()));
              }
            });
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setSplitLines(false).build();
    return "# Repeats this run: %s train --config %s%n".formatted(options.program(family), NAME)
        + new Dump(settings).dumpToString(values);
  }

  private static boolean isSaid(JsonNode value) {
    return value.isValueNode()
        && !value.isNull()
        && !(value.isInt() && value.intValue() == Integer.MAX_VALUE);
  }

  private static Object value(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value.longValue();
    }
    return value.isFloatingPointNumber() ? (Object) value.doubleValue() : value.asText();
  }
}
