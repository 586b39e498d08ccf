package org.dl4jlab.imdb.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.dl4jlab.UserException;

/**
 * Parquet, as Hugging Face exports its data sets: a column of strings and one of numbers or
 * strings. Where the file says how the numbers are called, the names are the labels.
 */
final class ParquetTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Under which Hugging Face's library keeps what it knows of the columns. */
  private static final String FEATURES = "huggingface";

  private final Path file;
  private final boolean labelled;

  private ParquetTable(Path file, boolean labelled) {
    this.file = file;
    this.labelled = labelled;
  }

  static TextTable read(Path file, boolean labelled) throws IOException {
    if (file.getFileSystem() != FileSystems.getDefault()) {
      throw new UserException("Parquet is not read within archives; unpack %s".formatted(file));
    }
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new PageDecompression(file.toString()))
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      return new ParquetTable(file, labelled).read(reader);
    } catch (UserException | FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // the library has no type for damaged files
      throw new UserException("%s is no whole Parquet file".formatted(file), e);
    } catch (OutOfMemoryError e) { // the library makes room for as much as a damaged file says
      throw new UserException(
          "%s is no whole Parquet file, or needs more than the %,d MB that Java may use"
              .formatted(file, Runtime.getRuntime().maxMemory() >> 20));
    }
  }

  private TextTable read(ParquetFileReader reader) throws IOException {
    MessageType schema = reader.getFooter().getFileMetaData().getSchema();
    List<String> names = schema.getFields().stream().map(Type::getName).toList();
    Columns columns =
        Columns.find(names, labelled).orElseThrow(() -> Columns.missing(file, names, labelled));
    Type text = schema.getType(columns.text());
    requireValues(text);
    List<Type> wanted = new ArrayList<>(List.of(text));
    List<String> classes = List.of();
    if (columns.label() != Columns.NONE) {
      Type label = schema.getType(columns.label());
      requireValues(label);
      wanted.add(label);
      classes = classes(reader, label.getName());
    }
    MessageType two = new MessageType(schema.getName(), wanted);
    reader.setRequestedSchema(two);
    MessageColumnIO columnIo = new ColumnIOFactory().getColumnIO(two);
    RowCollector rows = new RowCollector(file, "row", labelled);
    long row = 0;
    for (PageReadStore group; (group = reader.readNextRowGroup()) != null; ) {
      RecordReader<Group> records = columnIo.getRecordReader(group, new GroupRecordConverter(two));
      for (long i = 0; i < group.getRowCount(); i++) {
        Group record = records.read();
        rows.add(
            ++row, value(record, 0), wanted.size() < 2 ? null : named(value(record, 1), classes));
      }
    }
    return rows.table(0);
  }

  private void requireValues(Type column) {
    if (!column.isPrimitive() || column.isRepetition(Type.Repetition.REPEATED)) {
      throw new UserException(
          "The column '%s' of %s holds lists or records, not single values"
              .formatted(column.getName(), file));
    }
  }

  private static String value(Group record, int field) {
    if (record.getFieldRepetitionCount(field) == 0) {
      return null;
    }
    Type type = record.getType().getType(field);
    return type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        ? record.getString(field, 0)
        : record.getValueToString(field, 0);
  }

  private static String named(String label, List<String> classes) {
    if (label == null || classes.isEmpty() || !label.matches("\\d{1,6}")) {
      return label;
    }
    int number = Integer.parseInt(label);
    return number < classes.size() ? classes.get(number) : label;
  }

  /** The names of a column's numbers, nothing where the file does not tell. */
  private static List<String> classes(ParquetFileReader reader, String column)
      throws JsonProcessingException {
    Map<String, String> facts = reader.getFooter().getFileMetaData().getKeyValueMetaData();
    if (!facts.containsKey(FEATURES)) {
      return List.of();
    }
    JsonNode names =
        JSON.readTree(facts.get(FEATURES)).path("info").path("features").path(column).path("names");
    List<String> classes = new ArrayList<>();
    names.forEach(name -> classes.add(name.asText()));
    return classes;
  }
}
