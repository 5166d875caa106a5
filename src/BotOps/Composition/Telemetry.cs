using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BotOps.Composition;

/// <summary>Traces and metrics go to an OTLP collector where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one (OpenTelemetry's own variable).</summary>
static class Telemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) return;

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("botops"))
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddNpgsql().AddSource(Core.Telemetry.Name).AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter(Core.Telemetry.Name, "Npgsql").AddOtlpExporter());
    }
}
