package io.lumbar.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the product, or carries out an operator's command. */
@SpringBootApplication
public class Lumbar {

    /** Runs until the process is told to stop, or the command is carried out. */
    public static void main(String[] args) {
        if (Command.isIn(args)) {
            System.exit(Command.carryOut(args));
        }
        SpringApplication.run(Lumbar.class, args);
    }
}
