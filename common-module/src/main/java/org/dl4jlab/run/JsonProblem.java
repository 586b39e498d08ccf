package org.dl4jlab.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Objects;
import java.util.stream.Collectors;

/** Says in a few words what is wrong with a JSON file. */
final class JsonProblem {

  private JsonProblem() {}

  static String of(Exception e) {
    if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
      return refused.getCause().getMessage();
    }
    if (e instanceof JsonMappingException mismatch && !mismatch.getPath().isEmpty()) {
      String place =
          mismatch.getPath().stream()
              .map(Reference::getFieldName)
              .filter(Objects::nonNull)
              .collect(Collectors.joining("."));
      return "'%s' does not hold what it should".formatted(place);
    }
    if (e instanceof JsonProcessingException parsing && parsing.getLocation() != null) {
      return "line %d is not valid JSON".formatted(parsing.getLocation().getLineNr());
    }
    return "it does not hold what it should";
  }
}
