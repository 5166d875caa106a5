using BotOps.Core.Monitoring;

namespace BotOps.Composition;

/// <summary>Reads <c>BotOps:Monitoring</c>; what is wrong is said by name.</summary>
static class MonitoringSettings
{
    public static MonitoringOptions Read(IConfigurationSection monitoring)
    {
        var usual = new MonitoringOptions();
        return new MonitoringOptions
        {
            Token = monitoring.Reference("Token"), Known = monitoring.Time("Known", usual.Known), Wait = monitoring.Time("Wait", usual.Wait), Settle = monitoring.Time("Settle", usual.Settle),
        };
    }
}
