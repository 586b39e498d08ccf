/** The lecture's concepts in numbers that DL4J's own layers compute, and in pictures of them. */
package org.dl4jlab.concepts;
