using System.Collections.Concurrent;
using BotOps.Core.Hosts;

namespace BotOps.IntegrationTests.Releases;

/// <summary>Hosts as the script of deploy/hosts makes them behave, in memory, with failures by a random generator: before a verb did its work, or after.</summary>
sealed class ModelHosts(int seed, double trouble)
{
    readonly Random random = new(seed);
    readonly ConcurrentDictionary<string, Model> models = new();

    /// <summary>From 0 on nothing fails any more.</summary>
    public double Trouble { get; set; } = trouble;

    public long? Answers(string host) => models.TryGetValue(host, out var model) && model.Running == model.Current ? model.Running : null;

    public Task<HostAnswer?> Answer(Host host, HostCall call)
    {
        var model = models.GetOrAdd(host.Name, _ => new Model());
        lock (model)
        {
            if (call.Release > 0 && call.Fence < model.Fence) return Told(HostAnswer.FenceRefused, "overtaken");
            if (call.Release > 0) model.Fence = call.Fence;
            if (Fails()) return Told(1, $"{call.Verb} failed");
            var answer = Do(model, call);
            return Fails() ? throw new HostUnreachable(host.Name, $"{call.Verb} gave no answer") : answer;
        }
    }

    static Task<HostAnswer?> Do(Model model, HostCall call)
    {
        switch (call.Verb)
        {
            case "fetch":
                model.Unpacked[call.Release] = call.Arguments["sha256"];
                break;
            case "stop":
                model.Running = null;
                break;
            case "activate" when model.Unpacked.GetValueOrDefault(call.Release) != call.Arguments["sha256"]:
                return Told(1, "not unpacked");
            case "activate":
                model.Current = call.Release;
                break;
            case "clear":
                model.Current = null;
                break;
            case "start" when model.Running is not null && model.Running != call.Release:
                return Told(1, "another release runs");
            case "start":
                model.Running = call.Release;
                break;
            case "health" when model.Current != call.Release || model.Running != call.Release || model.Unpacked.GetValueOrDefault(call.Release) != call.Arguments["sha256"]:
                return Told(1, "not this release");
        }
        return Told(0, "");
    }

    bool Fails()
    {
        lock (random) return random.NextDouble() < Trouble;
    }

    static Task<HostAnswer?> Told(int code, string reason) => Task.FromResult<HostAnswer?>(new HostAnswer(code, reason, new Dictionary<string, string>()));

    sealed class Model
    {
        public long Fence { get; set; }
        public long? Current { get; set; }
        public long? Running { get; set; }
        public Dictionary<long, string> Unpacked { get; } = [];
    }
}
