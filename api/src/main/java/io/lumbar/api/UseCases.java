package io.lumbar.api;

import java.time.Clock;
import java.time.Duration;

import io.lumbar.application.Decisions;
import io.lumbar.application.Ids;
import io.lumbar.application.Job;
import io.lumbar.application.Lookup;
import io.lumbar.application.Records;
import io.lumbar.application.Sight;
import io.lumbar.application.account.AccountAccess;
import io.lumbar.application.account.Accounts;
import io.lumbar.application.account.AppStore;
import io.lumbar.application.account.Apps;
import io.lumbar.application.calendar.BookedTimes;
import io.lumbar.application.client.ClientEpisodes;
import io.lumbar.application.client.ClientIdentities;
import io.lumbar.application.client.ClientSearch;
import io.lumbar.application.client.Clients;
import io.lumbar.application.client.ConsentPolicy;
import io.lumbar.application.client.FindingClients;
import io.lumbar.application.clinic.Clinics;
import io.lumbar.application.demo.Demo;
import io.lumbar.application.demo.InventedHistories;
import io.lumbar.application.episode.AdverseEvents;
import io.lumbar.application.episode.Assignments;
import io.lumbar.application.episode.Episodes;
import io.lumbar.application.episode.FollowUps;
import io.lumbar.application.episode.Measurements;
import io.lumbar.application.episode.Sessions;
import io.lumbar.application.imports.Drafts;
import io.lumbar.application.imports.HistoryReader;
import io.lumbar.application.imports.ImportStore;
import io.lumbar.application.imports.Imports;
import io.lumbar.application.imports.Licences;
import io.lumbar.application.imports.Readers;
import io.lumbar.application.report.AdverseEventsReport;
import io.lumbar.application.report.AttendanceReport;
import io.lumbar.application.report.FollowUpsReport;
import io.lumbar.application.report.OutcomesReport;
import io.lumbar.application.report.Outlooks;
import io.lumbar.application.report.ReportFacts;
import io.lumbar.application.report.SessionsPerPersonReport;
import io.lumbar.application.report.SessionsToResponseReport;
import io.lumbar.application.report.TherapistsReport;
import io.lumbar.application.report.YearAtAGlance;
import io.lumbar.application.therapist.Therapists;
import io.lumbar.application.worklist.Agenda;
import io.lumbar.application.worklist.Policies;
import io.lumbar.application.worklist.SharedClock;
import io.lumbar.application.worklist.WorkEntries;
import io.lumbar.application.worklist.WorkList;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the use cases, which know no framework, on top of what the infrastructure offers. */
@Configuration(proxyBeanMethods = false)
class UseCases {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Lookup lookup(Records records, Sight sight) {
        return new Lookup(records, sight);
    }

    @Bean
    Accounts accounts(Decisions decisions, Lookup lookup, AccountAccess access, Ids ids, Clock clock) {
        return new Accounts(decisions, lookup, access, ids, clock);
    }

    @Bean
    Apps apps(AppStore store) {
        return new Apps(store);
    }

    @Bean
    Clinics clinics(Decisions decisions, Lookup lookup, Ids ids, Clock clock) {
        return new Clinics(decisions, lookup, ids, clock);
    }

    @Bean
    Therapists therapists(Decisions decisions, Lookup lookup, BookedTimes booked, Ids ids, Clock clock) {
        return new Therapists(decisions, lookup, booked, ids, clock);
    }

    @Bean
    ConsentPolicy consentPolicy(Decisions decisions, Lookup lookup, ClientEpisodes episodes, Ids ids, Clock clock) {
        return new ConsentPolicy(decisions, lookup, episodes, ids, clock);
    }

    @Bean
    Clients clients(Decisions decisions, Lookup lookup, ClientIdentities identities, ConsentPolicy consents, Ids ids,
            Clock clock) {
        return new Clients(decisions, lookup, identities, consents, ids, clock);
    }

    @Bean
    FindingClients findingClients(ClientSearch search, Lookup lookup) {
        return new FindingClients(search, lookup);
    }

    @Bean
    Episodes episodes(Decisions decisions, Records records, Lookup lookup, Ids ids, Clock clock) {
        return new Episodes(decisions, records, lookup, ids, clock);
    }

    @Bean
    Assignments assignments(Decisions decisions, Lookup lookup, BookedTimes booked, Clock clock) {
        return new Assignments(decisions, lookup, booked, clock);
    }

    @Bean
    Sessions sessions(Decisions decisions, Lookup lookup, Ids ids, Clock clock) {
        return new Sessions(decisions, lookup, ids, clock);
    }

    @Bean
    Measurements measurements(Decisions decisions, Lookup lookup, Ids ids, Clock clock) {
        return new Measurements(decisions, lookup, ids, clock);
    }

    @Bean
    AdverseEvents adverseEvents(Decisions decisions, Ids ids, Clock clock) {
        return new AdverseEvents(decisions, ids, clock);
    }

    @Bean
    FollowUps followUps(Decisions decisions, Lookup lookup, Ids ids, Clock clock) {
        return new FollowUps(decisions, lookup, ids, clock);
    }

    @Bean
    WorkEntries workEntries(Decisions decisions, Records records, WorkList list, Sight sight, Ids ids, Clock clock) {
        return new WorkEntries(decisions, records, list, sight, ids, clock);
    }

    @Bean
    Policies policies(Decisions decisions, Records records, WorkList list, Agenda agenda, Ids ids, SharedClock clock,
            Policies.Trouble trouble) {
        return new Policies(decisions, records, list, agenda, ids, clock, trouble);
    }

    @Bean
    Job whatIsDue(Policies policies, @Value("${lumbar.jobs.due:PT30S}") Duration pause) {
        return new Job("what-is-due", pause, policies::run);
    }

    /** What was refused of imports goes a week after they are done. */
    @Bean
    Job finishedImports(Imports imports, @Value("${lumbar.jobs.imports:PT1H}") Duration pause) {
        return new Job("finished-imports", pause, _ -> imports.forgetFinished());
    }

    /** What a process left undone that ended right after it had recorded a withdrawal. */
    @Bean
    Job withdrawnConsents(ConsentPolicy consents, @Value("${lumbar.jobs.consents:PT1M}") Duration pause) {
        return new Job("withdrawn-consents", pause, _ -> consents.catchUp());
    }

    @Bean
    SessionsPerPersonReport sessionsPerPersonReport(ReportFacts facts) {
        return new SessionsPerPersonReport(facts);
    }

    @Bean
    SessionsToResponseReport sessionsToResponseReport(ReportFacts facts) {
        return new SessionsToResponseReport(facts);
    }

    @Bean
    OutcomesReport outcomesReport(ReportFacts facts) {
        return new OutcomesReport(facts);
    }

    @Bean
    AttendanceReport attendanceReport(ReportFacts facts) {
        return new AttendanceReport(facts);
    }

    @Bean
    AdverseEventsReport adverseEventsReport(ReportFacts facts) {
        return new AdverseEventsReport(facts);
    }

    @Bean
    FollowUpsReport followUpsReport(ReportFacts facts) {
        return new FollowUpsReport(facts);
    }

    @Bean
    TherapistsReport therapistsReport(ReportFacts facts, Records records) {
        return new TherapistsReport(facts, records);
    }

    @Bean
    YearAtAGlance yearAtAGlance(ReportFacts facts, SessionsToResponseReport responses, OutcomesReport outcomes,
            AttendanceReport attendance, FollowUpsReport followUps, SessionsPerPersonReport sessions) {
        return new YearAtAGlance(facts, responses, outcomes, attendance, followUps, sessions);
    }

    @Bean
    Outlooks outlooks(ReportFacts facts, Lookup lookup, Records records) {
        return new Outlooks(facts, lookup, records);
    }

    @Bean
    Imports imports(ImportStore store, @Qualifier("lineReader") HistoryReader lines,
            @Qualifier("rowsReader") HistoryReader rows, Drafts drafts, Records records, Licences licences, Ids ids,
            Clock clock) {
        return new Imports(store, new Readers(lines, rows, new InventedHistories()), drafts, records, licences, ids,
                clock);
    }

    @Bean
    Demo demo(Imports imports, ImportStore store, Drafts drafts, Records records, Ids ids, Clock clock) {
        return new Demo(imports, store, drafts, records, ids, clock);
    }
}
