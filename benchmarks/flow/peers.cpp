// The three models in C++17, as one would write them for exactly these models: std::priority_queue of small events,
// a deque for each priority, xoshiro256++ for luck, a ziggurat for normal numbers. figures.hpp is written by
// in_cpp.py, so that every figure is known when this is compiled.
//
//   peers queue SERVERS MINUTES SEED             M/M/c
//   peers department DAYS REPLICATIONS SEED      the emergency department
//
// Prints a line for each replication: seconds of processor, patients, and what was counted.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <deque>
#include <queue>
#include <vector>

#include "figures.hpp"

namespace {

double processor_seconds() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + 1e-9 * now.tv_nsec;
}

// xoshiro256++ (Blackman and Vigna), seeded by SplitMix64.
class Luck {
public:
    explicit Luck(std::uint64_t seed) {
        for (auto& word : state_) {
            seed += 0x9e3779b97f4a7c15;
            std::uint64_t mixed = seed;
            mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            word = mixed ^ (mixed >> 31);
        }
    }

    std::uint64_t word() {
        const std::uint64_t found = rotated(state_[0] + state_[3], 23) + state_[0];
        const std::uint64_t shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = rotated(state_[3], 45);
        return found;
    }

    // Above 0, and at most 1.
    double share() { return static_cast<double>((word() >> 11) + 1) * 0x1.0p-53; }

    double exponential() { return -std::log(share()); }

private:
    static std::uint64_t rotated(std::uint64_t word, int by) { return (word << by) | (word >> (64 - by)); }
    std::uint64_t state_[4];
};

// Normal numbers by the ziggurat of 256 layers (Marsaglia and Tsang 2000), with layer, sign and place from one word.
class Normal {
public:
    Normal() {
        double edge = kEdge;
        const double density = std::exp(-0.5 * edge * edge);
        width_[0] = kArea / density;
        width_[1] = edge;
        height_[0] = 0.0;
        height_[1] = density;
        for (int layer = 2; layer < kLayers; ++layer) {
            edge = std::sqrt(-2.0 * std::log(kArea / edge + std::exp(-0.5 * edge * edge)));
            width_[layer] = edge;
            height_[layer] = std::exp(-0.5 * edge * edge);
        }
        width_[kLayers] = 0.0;
        height_[kLayers] = 1.0;
    }

    double operator()(Luck& luck) const {
        for (;;) {
            const std::uint64_t word = luck.word();
            const int layer = static_cast<int>(word & 255);
            const double along = static_cast<double>(word >> 11) * 0x1.0p-53;
            const double found = along * width_[layer];
            const bool negative = (word & 256) != 0;
            if (found < width_[layer + 1]) return negative ? -found : found;
            if (layer == 0) {
                double beyond, under;
                do {
                    beyond = luck.exponential() / kEdge;
                    under = luck.exponential();
                } while (under + under < beyond * beyond);
                return negative ? -(kEdge + beyond) : kEdge + beyond;
            }
            const double height = height_[layer] + luck.share() * (height_[layer + 1] - height_[layer]);
            if (height < std::exp(-0.5 * found * found)) return negative ? -found : found;
        }
    }

private:
    static constexpr int kLayers = 256;
    static constexpr double kEdge = 3.6541528853610088, kArea = 0.00492867323399;
    std::array<double, kLayers + 1> width_, height_;
};

struct Lognormal {
    double mu, sigma;
    Lognormal(double mean, double deviation)
        : mu(std::log(mean) - 0.5 * std::log1p(deviation * deviation / (mean * mean))),
          sigma(std::sqrt(std::log1p(deviation * deviation / (mean * mean)))) {}
    double operator()(Luck& luck, const Normal& normal) const { return std::exp(mu + sigma * normal(luck)); }
};

// Marsaglia and Tsang 2000, with their squeeze; the shapes here are all above 1.
struct Gamma {
    double d, c, scale;
    Gamma(double mean, double deviation)
        : d(mean * mean / (deviation * deviation) - 1.0 / 3.0), c(1.0 / std::sqrt(9.0 * d)),
          scale(deviation * deviation / mean) {}
    double operator()(Luck& luck, const Normal& normal) const {
        for (;;) {
            const double x = normal(luck);
            double v = 1.0 + c * x;
            if (v <= 0.0) continue;
            v = v * v * v;
            const double u = luck.share(), squared = x * x;
            if (u < 1.0 - 0.0331 * squared * squared || std::log(u) < 0.5 * squared + d * (1.0 - v + std::log(v))) {
                return scale * d * v;
            }
        }
    }
};

enum class Kind : std::uint32_t { kArrival, kTriaged, kTreated, kHome };

struct Event {
    double time;
    std::uint32_t seq, what;
    Kind kind() const { return static_cast<Kind>(what & 3); }
    std::uint32_t patient() const { return what >> 2; }
};

struct Later {
    bool operator()(const Event& one, const Event& other) const {
        return one.time > other.time || (one.time == other.time && one.seq > other.seq);
    }
};

class Agenda {
public:
    Agenda() {
        std::vector<Event> room;
        room.reserve(4096);
        events_ = std::priority_queue<Event, std::vector<Event>, Later>(Later(), std::move(room));
    }
    void note(double time, Kind kind, std::uint32_t patient) {
        events_.push({time, seq_++, patient << 2 | static_cast<std::uint32_t>(kind)});
    }
    bool empty() const { return events_.empty(); }
    const Event& next() const { return events_.top(); }
    void take() { events_.pop(); }

private:
    std::priority_queue<Event, std::vector<Event>, Later> events_;
    std::uint32_t seq_ = 0;
};

// Units that are asked for: who waits, by priority, and how much was in use and waiting over time.
template <int kPriorities>
class Pool {
public:
    explicit Pool(int units) : free_(units) {}

    // Whether the patient has a unit at once; else they wait.
    bool seize(std::uint32_t patient, int priority, double now) {
        bring_up_to(now);
        if (free_ > 0) {
            --free_;
            ++in_use_;
            return true;
        }
        queues_[priority].push_back(patient);
        longest_ = std::max(longest_, ++waiting_);
        return false;
    }

    // Who has the unit that is given back, or -1 when nobody waits.
    std::int64_t release(double now) {
        bring_up_to(now);
        if (waiting_ == 0) {
            ++free_;
            --in_use_;
            return -1;
        }
        --waiting_;
        for (auto& queue : queues_) {
            if (queue.empty()) continue;
            const std::uint32_t patient = queue.front();
            queue.pop_front();
            return patient;
        }
        std::abort();
    }

    void bring_up_to(double now) {
        const double past = now - since_;
        area_in_use_ += past * in_use_;
        area_waiting_ += past * waiting_;
        since_ = now;
    }

    double mean_in_use(double over) const { return area_in_use_ / over; }
    double mean_waiting(double over) const { return area_waiting_ / over; }
    int longest() const { return longest_; }

private:
    int free_, in_use_ = 0, waiting_ = 0, longest_ = 0;
    double since_ = 0.0, area_in_use_ = 0.0, area_waiting_ = 0.0;
    std::array<std::deque<std::uint32_t>, kPriorities> queues_;
};

struct Tally {
    double number = 0.0, sum = 0.0, squares = 0.0;
    void add(double took) {
        number += 1.0;
        sum += took;
        squares += took * took;
    }
};

struct Patient {
    double arrived, assessed, departed, asked;
    int acuity;
    bool admitted;
};

class Patients {
public:
    std::uint32_t come() {
        if (free_.empty()) {
            patients_.emplace_back();
            return static_cast<std::uint32_t>(patients_.size() - 1);
        }
        const std::uint32_t place = free_.back();
        free_.pop_back();
        return place;
    }
    void leave(std::uint32_t place) { free_.push_back(place); }
    Patient& operator[](std::uint32_t place) { return patients_[place]; }

private:
    std::vector<Patient> patients_;
    std::vector<std::uint32_t> free_;
};

void run_queue(int servers, double end, std::uint64_t seed) {
    const double began = processor_seconds();
    Luck luck(seed);
    Agenda agenda;
    Pool<1> pool(servers);
    Patients patients;
    const double between = figures::kServiceMinutes / (figures::kUtilisation * servers);
    Tally waits;
    std::uint64_t arrived = 0, events = 0;

    const auto begin_service = [&](std::uint32_t who, double now) {
        waits.add(now - patients[who].arrived);
        agenda.note(now + figures::kServiceMinutes * luck.exponential(), Kind::kHome, who);
    };
    agenda.note(between * luck.exponential(), Kind::kArrival, 0);
    while (!agenda.empty()) {
        const Event event = agenda.next();
        if (event.time >= end) break;
        agenda.take();
        ++events;
        const double now = event.time;
        if (event.kind() == Kind::kArrival) {
            ++arrived;
            agenda.note(now + between * luck.exponential(), Kind::kArrival, 0);
            const std::uint32_t who = patients.come();
            patients[who].arrived = now;
            if (pool.seize(who, 0, now)) begin_service(who, now);
        } else {
            patients.leave(event.patient());
            const std::int64_t next = pool.release(now);
            if (next >= 0) begin_service(static_cast<std::uint32_t>(next), now);
        }
    }
    pool.bring_up_to(end);
    const double seconds = processor_seconds() - began;
    std::printf("%.9f %llu %llu %.9g %.9g\n", seconds, static_cast<unsigned long long>(arrived),
                static_cast<unsigned long long>(events), waits.sum / waits.number, pool.mean_waiting(end));
}

class Department {
public:
    Department(double days, std::uint64_t seed)
        : end_(days * 1440.0), luck_(seed), nurses_(figures::kNurses), cubicles_(figures::kCubicles),
          beds_(figures::kBeds) {}

    void run() {
        note_next_arrival();
        while (!agenda_.empty()) {
            const Event event = agenda_.next();
            if (event.time >= end_) break;
            agenda_.take();
            ++events_;
            now_ = event.time;
            switch (event.kind()) {
                case Kind::kArrival: arrive(); break;
                case Kind::kTriaged: leave_triage(event.patient()); break;
                case Kind::kTreated: leave_treatment(event.patient()); break;
                case Kind::kHome: leave_bed(event.patient()); break;
            }
        }
        nurses_.bring_up_to(end_);
        cubicles_.bring_up_to(end_);
        beds_.bring_up_to(end_);
    }

    void print(double seconds) const {
        double number = 0.0, within = 0.0, bed_number = 0.0, bed_sum = 0.0;
        for (int acuity = 0; acuity < figures::kAcuities; ++acuity) {
            number += in_department_[acuity].number;
            within += within_[acuity];
            bed_number += bed_[acuity].number;
            bed_sum += bed_[acuity].sum;
        }
        std::printf("%.9f %llu %llu", seconds, static_cast<unsigned long long>(arrived_),
                    static_cast<unsigned long long>(events_));
        for (const auto& tally : triage_) std::printf(" %.9g", tally.sum / tally.number);
        std::printf(" %.9g %.9g", within / number, bed_sum / bed_number);
        std::printf(" %.9g %.9g %.9g", nurses_.mean_waiting(end_), cubicles_.mean_waiting(end_),
                    beds_.mean_waiting(end_));
        std::printf(" %.9g %.9g %.9g\n", nurses_.mean_in_use(end_), cubicles_.mean_in_use(end_),
                    beds_.mean_in_use(end_));
    }

private:
    // The hours' rates are followed until a draw of mean one is used up: exact at any rate.
    void note_next_arrival() {
        double rest = luck_.exponential();
        for (;;) {
            const double rate = figures::kPatientsAMinute[hour_];
            const double grows = rate * (hour_ends_ - arrival_);
            if (rest <= grows) {
                arrival_ += rest / rate;
                agenda_.note(arrival_, Kind::kArrival, 0);
                return;
            }
            rest -= grows;
            arrival_ = hour_ends_;
            hour_ends_ += 60.0;
            if (++hour_ == figures::kHours) hour_ = 0;
        }
    }

    void arrive() {
        note_next_arrival();
        ++arrived_;
        const std::uint32_t who = patients_.come();
        const double share = luck_.share();
        int acuity = 0;
        while (acuity < figures::kAcuities - 1 && share >= figures::kUpTo[acuity]) ++acuity;
        patients_[who].arrived = now_;
        patients_[who].acuity = acuity;
        if (nurses_.seize(who, acuity, now_)) begin_triage(who);
    }

    void begin_triage(std::uint32_t who) {
        patients_[who].assessed = now_;
        agenda_.note(now_ + triage_time_(luck_, normal_), Kind::kTriaged, who);
    }

    void leave_triage(std::uint32_t who) {
        const std::int64_t next = nurses_.release(now_);
        if (next >= 0) begin_triage(static_cast<std::uint32_t>(next));
        if (cubicles_.seize(who, patients_[who].acuity, now_)) begin_treatment(who);
    }

    void begin_treatment(std::uint32_t who) {
        agenda_.note(now_ + treatment_time_[patients_[who].acuity](luck_, normal_), Kind::kTreated, who);
    }

    void leave_treatment(std::uint32_t who) {
        Patient& patient = patients_[who];
        patient.admitted = luck_.share() < figures::kAdmitted;
        if (patient.admitted) {
            patient.asked = now_;
            if (beds_.seize(who, 0, now_)) begin_stay(who);
            return;
        }
        patient.departed = now_;
        give_cubicle_back();
        count(who);
    }

    void begin_stay(std::uint32_t who) {
        patients_[who].departed = now_;
        agenda_.note(now_ + stay_(luck_, normal_), Kind::kHome, who);
        give_cubicle_back();
    }

    void give_cubicle_back() {
        const std::int64_t next = cubicles_.release(now_);
        if (next >= 0) begin_treatment(static_cast<std::uint32_t>(next));
    }

    void leave_bed(std::uint32_t who) {
        const std::int64_t next = beds_.release(now_);
        count(who);
        if (next >= 0) begin_stay(static_cast<std::uint32_t>(next));
    }

    // Of those who left, as the other engines do.
    void count(std::uint32_t who) {
        const Patient& patient = patients_[who];
        const double took = patient.departed - patient.arrived;
        triage_[patient.acuity].add(patient.assessed - patient.arrived);
        in_department_[patient.acuity].add(took);
        within_[patient.acuity] += took <= figures::kWithin;
        if (patient.admitted) bed_[patient.acuity].add(patient.departed - patient.asked);
        patients_.leave(who);
    }

    double end_, now_ = 0.0, arrival_ = 0.0, hour_ends_ = 60.0;
    int hour_ = 0;
    std::uint64_t arrived_ = 0, events_ = 0;
    Luck luck_;
    Normal normal_;
    Agenda agenda_;
    Patients patients_;
    Pool<figures::kAcuities> nurses_, cubicles_;
    Pool<1> beds_;
    Gamma triage_time_{figures::kTriage[0], figures::kTriage[1]};
    std::array<Lognormal, figures::kAcuities> treatment_time_{
        Lognormal(figures::kTreatment[0][0], figures::kTreatment[0][1]),
        Lognormal(figures::kTreatment[1][0], figures::kTreatment[1][1]),
        Lognormal(figures::kTreatment[2][0], figures::kTreatment[2][1])};
    Lognormal stay_{figures::kStay[0], figures::kStay[1]};
    std::array<Tally, figures::kAcuities> triage_, in_department_, bed_;
    std::array<double, figures::kAcuities> within_{};
};

}  // namespace

int main(int number, char** words) {
    if (number == 5 && !std::strcmp(words[1], "queue")) {
        run_queue(std::atoi(words[2]), std::atof(words[3]), std::strtoull(words[4], nullptr, 10));
        return 0;
    }
    if (number == 5 && !std::strcmp(words[1], "department")) {
        const int replications = std::atoi(words[3]);
        const std::uint64_t seed = std::strtoull(words[4], nullptr, 10);
        for (int one = 0; one < replications; ++one) {
            const double began = processor_seconds();
            Department department(std::atof(words[2]), seed * 1'000'003 + one);
            department.run();
            department.print(processor_seconds() - began);
        }
        return 0;
    }
    std::fputs("peers queue SERVERS MINUTES SEED | peers department DAYS REPLICATIONS SEED\n", stderr);
    return 2;
}
