/** Texts as people write them, cleaned and cut into words. */
package org.dl4jlab.imdb.text;
