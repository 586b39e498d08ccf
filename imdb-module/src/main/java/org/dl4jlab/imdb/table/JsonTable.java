package org.dl4jlab.imdb.table;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.dl4jlab.UserException;

/** JSON: an object for each text, a line for each or all in one array. */
final class JsonTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TextSource source;
  private final boolean labelled;
  private final RowCollector rows;

  private List<String> names = List.of();
  private Columns columns;

  private JsonTable(TextSource source, boolean labelled) {
    this.source = source;
    this.labelled = labelled;
    this.rows = new RowCollector(source.file(), "line", labelled);
  }

  static TextTable read(TextSource source, boolean labelled) throws IOException {
    return new JsonTable(source, labelled).read();
  }

  private TextTable read() throws IOException {
    try (Reader text = source.reader();
        JsonParser parser = JSON.createParser(text)) {
      boolean inArray = parser.nextToken() == JsonToken.START_ARRAY;
      if (inArray) {
        parser.nextToken();
      }
      while (parser.currentToken() != null && parser.currentToken() != JsonToken.END_ARRAY) {
        long line = parser.currentTokenLocation().getLineNr();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw noObject(line, null);
        }
        add(line, JSON.readTree(parser));
        parser.nextToken();
      }
      if (inArray && parser.currentToken() == null) {
        throw noObject(parser.currentLocation().getLineNr(), null);
      }
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw noObject(at == null ? 1 : at.getLineNr(), e);
    }
    if (columns == null) {
      throw new UserException("%s holds no texts".formatted(source.file()));
    }
    return rows.table(source.encoding().foreignLine());
  }

  private void add(long line, JsonNode object) {
    if (columns == null) {
      names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      columns =
          Columns.find(names, labelled)
              .orElseThrow(() -> Columns.missing(source.file(), names, labelled));
    }
    JsonNode text = object.path(names.get(columns.text()));
    if (text.isContainerNode()) {
      throw new UserException(
          "'%s' in %s is no text".formatted(names.get(columns.text()), rows.place(line)));
    }
    rows.add(line, value(text), columns.label() == Columns.NONE ? null : label(line, object));
  }

  private String label(long line, JsonNode object) {
    JsonNode label = object.path(names.get(columns.label()));
    if (label.isContainerNode()) {
      throw new UserException(
          "'%s' in %s is no single label".formatted(names.get(columns.label()), rows.place(line)));
    }
    return value(label);
  }

  private static String value(JsonNode node) {
    return node.isNull() || node.isMissingNode() ? null : node.asText();
  }

  private UserException noObject(long line, JsonProcessingException cause) {
    return new UserException(
        "%s is no JSON of texts: line %,d is not a whole object such as {\"text\": \"Fine.\", \"label\": 1}"
            .formatted(source.file(), line),
        cause);
  }
}
