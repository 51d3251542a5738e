package io.lumbar.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the product. */
@SpringBootApplication
public class Lumbar {

    /** Runs until the process is told to stop. */
    public static void main(String[] args) {
        SpringApplication.run(Lumbar.class, args);
    }
}
