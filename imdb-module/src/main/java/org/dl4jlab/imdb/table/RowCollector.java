package org.dl4jlab.imdb.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.lang3.StringUtils;
import org.dl4jlab.UserException;
import org.dl4jlab.imdb.text.TextLimit;

/** Takes a table's texts one after the other, and complains of those that are none. */
final class RowCollector {

  private static final int LONGEST_LABEL = 100;

  private final Path file;
  private final String unit;
  private final boolean labelled;
  private final List<TextRow> rows = new ArrayList<>();
  private int blank;

  /**
   * @param labelled whether each text must have a label
   */
  RowCollector(Path file, String unit, boolean labelled) {
    this.file = file;
    this.unit = unit;
    this.labelled = labelled;
  }

  /** How the text is called in a complaint. */
  String place(long number) {
    return "%s %,d of %s".formatted(unit, number, file);
  }

  /**
   * @param label null where there is none
   */
  void add(long number, String text, String label) {
    if (StringUtils.isBlank(text)) {
      blank++;
      return;
    }
    TextLimit.requireCharacters("The text in " + place(number), text);
    String stripped = StringUtils.strip(StringUtils.defaultString(label));
    if (labelled && stripped.isEmpty()) {
      throw new UserException("The text in %s has no label".formatted(place(number)));
    }
    if (stripped.length() > LONGEST_LABEL) {
      throw new UserException(
          "The text in %s has the label '%s', which is too long for one; are the columns named rightly?"
              .formatted(
                  place(number),
                  StringUtils.abbreviate(StringUtils.normalizeSpace(stripped), LONGEST_LABEL)));
    }
    rows.add(new TextRow(number, text, stripped));
  }

  TextTable table(long guessedLine) {
    return new TextTable(unit, rows, blank, guessedLine);
  }
}
