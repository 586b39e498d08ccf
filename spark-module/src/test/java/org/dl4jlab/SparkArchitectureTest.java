package org.dl4jlab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom, seen from the module that has Spark. */
class SparkArchitectureTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.dl4jlab");

  @Test
  void packagesDoNotKnowEachOtherInCircles() {
    slices().matching("org.dl4jlab.(**)").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void onlySparksOwnPackagesKnowSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..dl4jlab.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..", "..dl4jlab.spark..")
        .check(ALL);
  }
}
