using System.Reflection;
using OrderService;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.AddSimpleConsole(line => line.SingleLine = true).AddFilter("Microsoft", LogLevel.Warning);
builder.Configuration.AddJsonFile("config/shop.json", optional: true, reloadOnChange: true); // what operations decides: read again when it changes
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
builder.Services.AddSingleton<Stock>();
builder.Services.AddSingleton<Orders>();

// As variables (PORT, ADDRESS) or arguments (--port, --address)
var address = builder.Configuration["ADDRESS"] ?? "127.0.0.1";
var port = builder.Configuration["PORT"] ?? "8080";
builder.WebHost.UseUrls($"http://{address}:{port}");

// 11.3.2+4f2a91c…: the file VERSION, and the commit where the build knows it
var version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

var app = builder.Build();
app.MapGet("/", () => $"order-svc {version} on {address}{(app.Configuration["greeting"] is { } greeting ? $": {greeting}" : "")}\n");
app.MapHealth();
app.MapOrders();
app.Logger.LogInformation("order-svc {Version} answers at {Address}:{Port}", version, address, port);
app.Run();
