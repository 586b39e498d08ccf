/** Texts with labels as people keep them in tables: CSV, JSON, Parquet. */
package org.dl4jlab.imdb.table;
